'use client';

import { useFormStatus } from 'react-dom';
import { Button, type ButtonProps } from './button';

/** Sends the form it stands in. While the form's action runs it shows `pendingLabel` and cannot be pressed twice. */
export function SubmitButton({ pending = false, ...props }: Omit<ButtonProps, 'type'> & { pendingLabel: string }) {
  const status = useFormStatus();
  return <Button {...props} type="submit" pending={pending || status.pending} />;
}
