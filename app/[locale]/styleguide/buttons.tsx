import { Button, type ButtonLook, LinkButton } from '@/components/ui/button';
import { Section } from './section';

const looks: ButtonLook[] = ['spark', 'brand', 'line', 'bad', 'bad-line', 'quiet'];

export function Buttons() {
  return (
    <Section title="Buttons">
      <div className="cluster">
        {looks.map((look) => (
          <Button key={look} look={look}>
            {look}
          </Button>
        ))}
      </div>
      <div className="cluster">
        {looks.map((look) => (
          <Button key={look} look={look} size="small">
            {look}
          </Button>
        ))}
      </div>
      <div className="cluster">
        <Button look="brand" icon="tick">
          Chosen
        </Button>
        <Button look="line" icon="plus">
          Choose
        </Button>
        <LinkButton href="/styleguide" look="line" iconEnd="forward">
          A link like a button
        </LinkButton>
        <LinkButton href="/styleguide/results.csv" look="quiet" icon="download" download>
          Download the data
        </LinkButton>
        <Button pending pendingLabel="Sending…">
          Send
        </Button>
      </div>
      <Button
        look="line"
        icon="plus"
        unavailable="This costs R$ 50,000 more than you have left. Remove something first."
      >
        Choose
      </Button>
      <div className="hero p-5">
        <div className="cluster">
          <Button look="spark" iconEnd="forward">
            Vote for Ribeira
          </Button>
          <Button look="on-hero">Vote in person</Button>
        </div>
      </div>
    </Section>
  );
}
