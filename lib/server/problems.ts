/** One table: error code → HTTP status. Message keys are `Problems.<code>`; the problem type is `/problems/<code>`. */
export const PROBLEM_STATUS = {
  not_found: 404,
  forbidden: 404,
  bad_request: 400,
  too_large: 413,
  wrong_code: 403,
  too_many_attempts: 429,
  contest_not_open: 409,
  contest_closed: 409,
  idempotency_conflict: 409,
  unknown_credential: 403,
  credential_superseded: 409,
  too_many_ballots: 409,
  ballot_opened: 409,
  ballot_already_cast: 409,
  challenge_refused: 422,
  too_many_challenges: 409,
  unknown_leaf: 404,
  unknown_tree_size: 404,
  bad_range: 400,
  unknown_witness: 403,
  cosignature_refused: 422,
  cosignature_of_another_head: 409,
  ballot_refused: 422,
  registration_refused: 422,
  too_many_credentials: 409,
  not_your_turn: 409,
  mix_refused: 422,
  opening_refused: 422,
  key_refused: 422,
  ceremony_over: 409,
  message_refused: 422,
  not_a_draft: 409,
  roll_frozen: 409,
  bad_file: 422,
  bad_pabulib: 422,
  does_not_fit: 422,
  not_whole_minor_units: 422,
  bad_key: 422,
  server_error: 500,
} as const;

export type ProblemCode = keyof typeof PROBLEM_STATUS;
export type Problem = {
  code: ProblemCode;
  detail?: string;
  retryAfterSeconds?: number;
  /** What a translated message needs beside the code: the place in a file, a limit. */
  facts?: Record<string, unknown>;
};

/** RFC 9457 answer. `detail` is for engineers; screens translate the code. */
export function problemResponse(problem: Problem): Response {
  const status = PROBLEM_STATUS[problem.code];
  const body = {
    type: `/problems/${problem.code}`,
    title: problem.code,
    status,
    code: problem.code,
    detail: problem.detail,
    ...problem.facts,
  };
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (problem.retryAfterSeconds) headers.set('retry-after', String(problem.retryAfterSeconds));
  return new Response(JSON.stringify(body), { status, headers });
}
