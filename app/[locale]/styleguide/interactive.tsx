'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog, Dialog } from '@/components/ui/dialog';
import { ErrorSummary, type FieldMistake } from '@/components/ui/error-summary';
import { SegmentChoice } from '@/components/ui/segments';
import { SubmitButton } from '@/components/ui/submit-button';
import { Tracker } from '@/components/ui/tracker';
import { UndoToast } from '@/components/ui/undo-toast';
import { Section } from './section';

const copyWords = { copy: 'Copy', copied: 'Copied', failed: 'This browser did not allow copying.' };
const mistakes: FieldMistake[] = [
  { field: 'code', message: 'This code has a letter missing.' },
  { field: 'area-wrong', message: 'Choose an area.' },
];

export function Interactive() {
  const [shown, setShown] = useState<FieldMistake[]>([]);
  const [view, setView] = useState<'list' | 'map'>('list');
  const [removed, setRemoved] = useState(false);
  return (
    <Section title="Parts that act">
      <ErrorSummary title="There are 2 things to correct" mistakes={shown} />
      <div className="cluster">
        <Button look="line" onClick={() => setShown(mistakes)}>
          Send with mistakes
        </Button>
        <Button look="line" onClick={() => setRemoved(true)}>
          Remove a project
        </Button>
        <ConfirmDialog
          trigger={{ label: 'Pause voting', look: 'bad-line' }}
          title="Pause voting in every area?"
          confirm={{ label: 'Pause voting', look: 'bad' }}
          cancel="Keep voting open"
          onConfirm={() => setRemoved(false)}
        >
          <p>Nobody can cast a ballot until two people open it again. Ballots already cast stay counted.</p>
        </ConfirmDialog>
        <Dialog
          sheet
          trigger={{ label: 'Show what I chose', look: 'line' }}
          title="What you chose"
          action={null}
          cancel="Close"
        >
          <p>Seven projects for R$ 3,960,000.</p>
        </Dialog>
        <form action={() => new Promise<void>((resolve) => setTimeout(resolve, 1500))}>
          <SubmitButton pendingLabel="Sending…">Send</SubmitButton>
        </form>
      </div>
      <SegmentChoice
        label="View"
        name="view"
        options={[
          { value: 'list', label: 'List' },
          { value: 'map', label: 'Map' },
        ]}
        value={view}
        onChange={setView}
      />
      <Tracker label="Your tracker" value="7K4MQX2P9RTD" size="large" copyWords={copyWords} />
      <Tracker label="Fingerprint" value="t5Xa9dVw2sQmPz7LkBcR4yNf8HjE1uGo3iWvTqYxZ0K" />
      {removed && (
        <UndoToast
          message="Removed Storm drains on Rua do Cais."
          undo="Undo"
          dismiss="Close"
          onUndo={() => setRemoved(false)}
          onDismiss={() => setRemoved(false)}
        />
      )}
    </Section>
  );
}
