import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/admin/form-state';
import { carriedOut } from '../../form';

/** The answer to a form that was carried out, after which every page of the administration is drawn anew. */
export function showChange(state: FormState): FormState {
  revalidatePath('/[locale]/admin', 'layout');
  return carriedOut(state);
}
