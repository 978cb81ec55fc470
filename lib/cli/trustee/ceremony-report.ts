/** What the command line says about a ceremony. */
import { checkMessages } from '@/lib/protocol/ceremony/check';
import { type Judgement, judge } from '@/lib/protocol/ceremony/complaint';
import { fingerprints } from '@/lib/protocol/ceremony/finish';
import { type CeremonyFault, nextStep } from '@/lib/protocol/ceremony/types';
import { EXIT, Failure } from '../failure';
import type { CeremonyFolder } from './ceremony-folder';

const REASONS: Record<Judgement['reason'], string> = {
  share_does_not_fit: 'the share does not fit what was promised',
  share_fits: 'the share is right, so the complaint is false',
  proof_wrong: 'the complaint proves nothing, so it is false',
};

/** Ends the command with what is wrong and whose message it is. */
export function refuse({ code, message, index, proven }: CeremonyFault): never {
  const who = index === null ? '' : `\nIt is in the message of trustee ${index}.`;
  const whose = proven ? ' The signature holds: nobody else can have made it. Start anew without this trustee.' : '';
  throw new Failure(`${message} (${code})${who}${whose}`, EXIT.badInput);
}

function describeJudgement({ complainer, dealer, culprit, reason }: Judgement): string {
  return `Trustee ${complainer} complains about the share from trustee ${dealer}: ${REASONS[reason]}.\nTrustee ${culprit} has cheated. Start a new ceremony without trustee ${culprit}.`;
}

const list = (indices: readonly number[]) => indices.join(', ');

function describeTurn({ setup, messages }: CeremonyFolder): string[] {
  const { step, waitingFor } = nextStep(setup, messages);
  if (step === 'done') return ['All steps are done: largo trustee block writes the public key of the block.'];
  if (step === 'stopped') {
    const judged = judge(setup, messages);
    return judged.ok ? judged.judgements.map(describeJudgement) : refuse(judged);
  }
  return [`Step: ${step}. Waiting for trustee ${list(waitingFor)}.`];
}

/** Where a ceremony stands, after every check. @throws Failure at the first fault. */
export function describeCeremony(ceremony: CeremonyFolder): string {
  const { setup, messages } = ceremony;
  const checked = checkMessages(setup, messages);
  if (!checked.ok) refuse(checked);
  const marks = fingerprints(setup, messages);
  if (!marks.ok) refuse(marks);
  return [
    `Ceremony ${setup.id}: ${setup.threshold} of ${setup.size} trustees`,
    'Every message that is there has been checked.',
    ...(marks.certificates ? [`Fingerprint of the certificates:  ${marks.certificates}`] : []),
    ...(marks.block ? [`Fingerprint of the block:         ${marks.block}`] : []),
    ...(marks.certificates ? ['Compare fingerprints with every other trustee, by voice or in one room.'] : []),
    ...describeTurn(ceremony),
  ].join('\n');
}

/** Whether a complaint has stopped the ceremony. */
export function isStopped({ setup, messages }: CeremonyFolder): boolean {
  return nextStep(setup, messages).step === 'stopped';
}
