import { BackLink, Breadcrumb } from '@/components/ui/breadcrumb';
import { Disclosure } from '@/components/ui/disclosure';
import { Pager } from '@/components/ui/pager';
import { PhaseRibbon } from '@/components/ui/phase-ribbon';
import { SegmentLinks } from '@/components/ui/segments';
import { Steps } from '@/components/ui/steps';
import { Section } from './section';

const phases = [
  { key: 'assemblies', name: 'Assemblies', when: 'Jan to Feb', state: 'done' },
  { key: 'proposals', name: 'Proposals', when: '1 to 28 Feb', state: 'done' },
  { key: 'review', name: 'Review', when: 'Mar', state: 'done' },
  { key: 'deliberation', name: 'Deliberation', when: 'Apr', state: 'done' },
  { key: 'voting', name: 'Voting', when: '3 to 23 May', state: 'now' },
  { key: 'count', name: 'Count', when: '24 to 26 May', state: 'next' },
  { key: 'results', name: 'Results', when: '27 May', state: 'next' },
  { key: 'building', name: 'Building', when: 'from July', state: 'next' },
] as const;

const steps = [
  { key: 'cast', title: 'Cast and recorded', detail: '12 May. Signed by the city.', state: 'done' },
  { key: 'board', title: 'Published on the board', detail: 'In the next group of ballots, by 22:00.', state: 'now' },
  { key: 'close', title: 'Voting closes', detail: '23 May, 20:00', state: 'next' },
  { key: 'count', title: 'Counted in public', detail: 'A trustee is ill. New date: 28 May.', state: 'late' },
] as const;

export function Journeys() {
  return (
    <Section title="Journeys and ways">
      <BackLink href="/results" label="All results of 2027" />
      <Breadcrumb label="You are here" trail={[{ href: '/results', label: 'Results' }]} current="Ribeira" />
      <PhaseRibbon label="Phases of the 2027 round" phases={[...phases]} doneWord="finished" nowWord="now" />
      <div className="cols-2">
        <Steps label="What happens next" steps={[...steps]} doneWord="finished" lateWord="late" />
        <div>
          <Disclosure summary="Why it won" open>
            <p>Every voter held the same part of the money.</p>
          </Disclosure>
          <Disclosure summary="Why it lost with more votes than some winners">
            <p>Most people who chose it had used their part of the money.</p>
          </Disclosure>
        </div>
      </div>
      <SegmentLinks
        label="View"
        items={[
          { label: 'List', href: '/styleguide', current: true },
          { label: 'Map', href: '/styleguide/admin' },
          { label: 'Compare', href: '/styleguide/focus' },
        ]}
      />
      <Pager
        label="Pages"
        words="Page 2 of 14"
        previous={{ href: '/styleguide?page=1', label: 'Previous page' }}
        next={{ href: '/styleguide?page=3', label: 'Next page' }}
      />
    </Section>
  );
}
