import { Bar, Legend } from '@/components/ui/bar';
import { Progress } from '@/components/ui/progress';
import { StatList } from '@/components/ui/stat';
import { Section } from './section';

const costs = [1450, 540, 240, 620, 270, 460, 380];
const stones = costs.map((value, index) => ({
  key: String(value),
  value,
  fill: index % 2 ? ('soft' as const) : (1 as const),
}));

export function Bars() {
  return (
    <Section title="Numbers and bars">
      <StatList
        stats={[
          { label: 'People who voted', value: '61,204', compare: '13.2% of the roll' },
          { label: 'Same day in 2026', value: '52,870', compare: '11.6% of the roll' },
          { label: 'At citizen shops', value: '18,442', compare: '30% of votes' },
        ]}
      />
      <Bar
        label="R$ 3,960,000 of R$ 4,800,000 chosen, R$ 840,000 left"
        parts={stones}
        total={4800}
        words={
          <>
            <b className="display h3 num">R$ 840,000</b> left to spend
          </>
        }
        wordsEnd="7 chosen"
      />
      <Bar
        label="Over the limit by R$ 160,000"
        parts={stones}
        total={3800}
        over
        words={<b>R$ 160,000 over. Remove something to go on.</b>}
        wordsEnd="7 chosen"
      />
      <Bar label="No project chosen yet" parts={[]} total={4800} words="R$ 4,800,000 left to spend" />
      <div className="max-w-3xl stack">
        <Bar
          size="large"
          label="14 finished, 5 under way, 3 late"
          parts={[
            { key: 'finished', value: 14 },
            { key: 'under way', value: 5, fill: 'softer' },
            { key: 'late', value: 3, fill: 2 },
          ]}
          total={22}
        />
        <Legend
          items={[
            { key: 'finished', label: '14 finished', fill: 1 },
            { key: 'way', label: '5 under way', fill: 'softer' },
            { key: 'late', label: '3 late', fill: 2 },
            { key: 'lost', label: 'Not chosen', fill: 'lost' },
          ]}
        />
        <Bar size="thin" label="5,874 votes" parts={[{ key: 'won', value: 5874 }]} total={6000} />
        <Bar
          size="thin"
          label="3,390 votes, not chosen"
          parts={[{ key: 'lost', value: 3390, fill: 'lost' }]}
          total={6000}
        />
      </div>
      <Progress
        label="Working. Keep this page open"
        done={6024}
        total={9412}
        count="6,024 of 9,412"
        detail="About 1 minute 25 seconds left. If the computer stops, start again here: nothing is lost."
      />
    </Section>
  );
}
