import { expect, test } from 'vitest';
import { type Need, needOfDraft, worstFirst } from './needs';

const contest = { slug: 'ribeira', name: 'Ribeira' };

test('a draft without obstacles is ready; missing codes alone are the line of its round', () => {
  expect(needOfDraft(contest, [])).toEqual({ kind: 'ready', contest });
  expect(needOfDraft(contest, [{ code: 'people_without_code', count: 3 }])).toBeNull();
});

test('a closing time in the past is named when nothing else stands in the way', () => {
  expect(needOfDraft(contest, [{ code: 'closing_time_past' }])).toEqual({ kind: 'closing_past', contest });
  expect(needOfDraft(contest, [{ code: 'no_projects' }, { code: 'closing_time_past' }])).toEqual({
    kind: 'obstacles',
    contest,
    obstacles: [{ code: 'no_projects' }, { code: 'closing_time_past' }],
  });
});

test('votes that wait for their count come first, what may simply go on comes last', () => {
  const needs: Need[] = [
    { kind: 'ready', contest },
    { kind: 'codes_missing', round: contest, people: 2 },
    { kind: 'trustees_wait', contest, stage: 'mix', names: ['Ana'] },
    { kind: 'obstacles', contest, obstacles: [] },
    { kind: 'count_waits', contest },
  ];
  const kinds = worstFirst(needs).map(({ kind }) => kind);
  expect(kinds).toEqual(['count_waits', 'trustees_wait', 'obstacles', 'codes_missing', 'ready']);
});
