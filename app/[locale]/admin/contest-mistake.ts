import type { Mistake } from '@/components/admin/form-state';
import type { RoundError } from '@/lib/rounds/draft';

/** A refusal of the rounds' services, beside the field that can mend it. `unique` is the field that must be unique. */
export function contestMistake(error: RoundError, unique = 'slug'): Mistake {
  switch (error.code) {
    case 'name_taken':
      return { field: unique, code: 'name_taken' };
    case 'does_not_fit':
      return {
        field: error.reason === 'too_many_choices' ? 'maxChoices' : '',
        code: error.reason,
        most: error.most,
      };
    case 'too_many_trustees':
    case 'too_many_mixers':
      return { field: '', code: error.code, most: error.most };
    case 'not_a_draft':
    case 'has_contest':
      return { field: '', code: error.code };
    default:
      return { field: '', code: 'not_found' };
  }
}
