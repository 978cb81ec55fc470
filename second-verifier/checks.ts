/**
 * The checks of docs/spec/17-checks.md in their order, each with what it establishes when it passes. A verdict names the
 * first check that failed and the code of the refusal.
 */
export const CHECKS = {
  files: 'all ten files of the bundle are there and are UTF-8',
  file: 'the archive is one unbroken chain of records, and nothing else',
  events: 'its events come in the prescribed order, from the setup to the result',
  setup: 'trustees proved their keys, and the election key is made of those; credentials are proper and distinct',
  ballots: 'every ballot is signed with a listed credential, proves its ciphertext, and occurs once',
  tally: 'the list that was mixed is the last ballot of each credential',
  shuffles: 'two or more different mixers reordered and re-encrypted it without changing a vote',
  decryptions: 'trustees opened the last mix, each with a proof for each factor',
  sidecars: 'strong proofs: no trustee could choose what a ballot opens to',
  result: 'the result is what the factors open the last mix to',
  plaintexts: 'report only: which opened ballots are not encoded in the one proper way',
  description: 'the public description is the one that the election was hashed with, and is consistent',
  parties: 'trustees and mixers are those whom the description names',
  head: 'the board signed the whole log',
  board: 'the log tells of everything in the archive, in order, and of nothing twice',
  witnesses: 'every head that a witness co-signed is of this log',
  composition: 'the archive holds exactly the ballots of the log that count, in the order of the log',
  left_out: 'what was left out are valid ballots of superseded credentials, and all of those',
  registrations: 'every ballot’s credential was registered before it',
  revocations: 'as many credentials were revoked as are superseded',
  counts: 'the published numbers are those of the log, and no more votes were counted than there are people',
  seed: 'the lot for ties is the one committed to before voting',
  counted: 'the opened ballots say what the published votes say',
  outcome: 'counting them again gives the published winners',
} as const;

export type CheckName = keyof typeof CHECKS;

/** The codes of refusals, in the order of that chapter. */
export type Code =
  | 'not_canonical'
  | 'scalar_not_canonical'
  | 'point_not_canonical'
  | 'point_not_on_curve'
  | 'point_not_in_subgroup'
  | 'bundle_incomplete'
  | 'file_truncated'
  | 'file_bad_header'
  | 'file_bad_record'
  | 'file_not_reconstructible'
  | 'event_out_of_place'
  | 'events_incomplete'
  | 'election_key_identity'
  | 'trustees_empty'
  | 'trustee_key_identity'
  | 'trustee_key_duplicate'
  | 'trustee_bad_proof'
  | 'threshold_bad_shape'
  | 'threshold_bad_signature'
  | 'threshold_bad_key'
  | 'election_key_mismatch'
  | 'credential_identity'
  | 'credential_duplicate'
  | 'ballot_wrong_election'
  | 'ballot_identity'
  | 'ballot_bad_hash'
  | 'ballot_bad_signature'
  | 'ballot_bad_proof'
  | 'ballot_unknown_credential'
  | 'ballot_duplicate'
  | 'ballot_duplicate_ciphertext'
  | 'tally_mismatch'
  | 'tally_size_mismatch'
  | 'tally_empty'
  | 'shuffle_bad_owner'
  | 'shuffle_wrong_length'
  | 'shuffle_bad_proof'
  | 'shuffle_too_few_mixers'
  | 'decryption_duplicate_owner'
  | 'decryption_bad_owner'
  | 'decryption_wrong_length'
  | 'decryption_bad_proof'
  | 'decryption_missing'
  | 'sidecar_unexpected'
  | 'sidecar_bad_proof'
  | 'sidecar_missing'
  | 'result_mismatch'
  | 'description_malformed'
  | 'description_hash'
  | 'trustees_differ'
  | 'threshold_differs'
  | 'mixers_differ'
  | 'head_malformed'
  | 'head_other_election'
  | 'head_signature'
  | 'head_key_differs'
  | 'head_size'
  | 'head_root'
  | 'leaf_malformed'
  | 'leaf_repeated'
  | 'leaf_election'
  | 'leaf_misplaced'
  | 'leaf_records'
  | 'cosignatures_malformed'
  | 'cosignature_signature'
  | 'cosignature_other_log'
  | 'composition_malformed'
  | 'composition_head'
  | 'composition_leaves'
  | 'ballot_dropped'
  | 'ballot_stuffed'
  | 'ballot_order'
  | 'left_out_differ'
  | 'credentials_differ'
  | 'superseded_keys'
  | 'superseded_key_counted'
  | 'left_out_invalid'
  | 'left_out_live_key'
  | 'ballot_unregistered'
  | 'revocations_differ'
  | 'counts_differ'
  | 'reasons_telling'
  | 'more_ballots_than_people'
  | 'seed_malformed'
  | 'seed_differs'
  | 'counted_differs'
  | 'cannot_count'
  | 'winners_differ'
  | 'outcome_differs';
