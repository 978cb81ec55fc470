import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Icon } from '@/components/ui/icon';
import { Loading } from '@/components/ui/loading';
import { Note } from '@/components/ui/note';
import { Tag } from '@/components/ui/tag';
import { Section } from './section';

export function Messages() {
  return (
    <Section title="Messages">
      <div className="banner-done">
        <Icon name="tick" />
        <div>
          <h3 className="display h2">Your vote is cast and recorded</h3>
          <p>Ribeira ballot, Wednesday 12 May 2027. The city has signed for it.</p>
        </div>
      </div>
      <div className="cols-2">
        <Note title="Someone asked to see how you voted?">You cannot show it, and nobody can demand it.</Note>
        <Note tone="ok" title="Saved at 9:41.">
          You can close this page.
        </Note>
        <Note tone="warn" title="Not cast yet.">
          Choose one of these two.
        </Note>
        <Note tone="bad" title="17 rows have errors.">
          <p>Nothing was imported. Mend the rows below and upload the file again.</p>
        </Note>
      </div>
      <div className="cluster">
        <Tag>Not started</Tag>
        <Tag tone="ok" icon="tick">
          Done, 9:31
        </Tag>
        <Tag tone="warn" icon="clock">
          Two days late
        </Tag>
        <Tag tone="bad" icon="warning">
          Stopped
        </Tag>
        <Tag tone="brand" icon="tick">
          Chosen
        </Tag>
        <Tag tone="spark">Working</Tag>
      </div>
      <div className="cols-2">
        <EmptyState
          sentence="No contest is open in your area today."
          action={
            <LinkButton look="line" href="/results">
              See past results
            </LinkButton>
          }
        />
        <Loading label="Loading" stillLabel="Still working…" stones={2} />
      </div>
    </Section>
  );
}
