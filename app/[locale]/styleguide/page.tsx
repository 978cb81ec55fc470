import type { Metadata } from 'next';
import { Main } from '@/components/shell/main';
import { PublicShell } from '@/components/shell/public-shell';
import { PageHead } from '@/components/ui/page-head';
import { Bars } from './bars';
import { Buttons } from './buttons';
import { Colours } from './colours';
import { Fields } from './fields';
import { Interactive } from './interactive';
import { Journeys } from './journeys';
import { Messages } from './messages';
import { Pictures } from './pictures';
import { Surfaces } from './surfaces';

export const metadata: Metadata = { title: 'Style guide', robots: { index: false } };

/** Every primitive in every state, for people who build pages and for the accessibility scan. In English, with sample data. */
export default function StyleGuide() {
  return (
    <PublicShell city="Vila Clara">
      <Main>
        <PageHead
          eyebrow="For people who build pages"
          title="Style guide"
          lead="Every part in every state. Names and amounts on this page are samples."
        />
        <div lang="en" className="stack-loose">
          <Buttons />
          <Fields />
          <Messages />
          <Journeys />
          <Bars />
          <Surfaces />
          <Interactive />
          <Pictures />
          <Colours />
        </div>
      </Main>
    </PublicShell>
  );
}
