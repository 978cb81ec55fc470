import { type ComponentProps, type ReactNode, useId } from 'react';
import { classes } from './classes';
import { Icon, type IconName } from './icon';
import { PageLink } from './page-link';

/** `spark` is the step forward: at most one on a screen. `quiet` looks like a link and stands beside other buttons. */
export type ButtonLook = 'spark' | 'brand' | 'line' | 'bad' | 'bad-line' | 'on-hero' | 'quiet';

export interface ButtonStyle {
  look?: ButtonLook | undefined;
  size?: 'large' | 'small' | undefined;
  /** As wide as its container. */
  full?: boolean | undefined;
  icon?: IconName | undefined;
  iconEnd?: IconName | undefined;
}

function buttonClass({ look = 'brand', size, full }: ButtonStyle, extra?: string): string {
  return classes('btn', look !== 'brand' && `btn-${look}`, size === 'small' && 'btn-small', full && 'btn-full', extra);
}

function Inside({ icon, iconEnd, children }: Pick<ButtonStyle, 'icon' | 'iconEnd'> & { children: ReactNode }) {
  return (
    <>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
      {iconEnd && <Icon name={iconEnd} />}
    </>
  );
}

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'>, ButtonStyle {
  /** Work is under way: presses do nothing and `pendingLabel` ("Sending…") replaces the text. */
  pending?: boolean | undefined;
  pendingLabel?: string | undefined;
  /** Why it cannot be used now. The button stays focusable, does nothing, and the reason stands below it. */
  unavailable?: string | undefined;
}

export function Button({
  look,
  size,
  full,
  icon,
  iconEnd,
  pending = false,
  pendingLabel,
  unavailable,
  className,
  children,
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const blocked = pending || unavailable !== undefined;
  const button = (
    <button
      {...rest}
      // A blocked button is never of type submit: then nothing is sent even before scripts have loaded.
      type={blocked ? 'button' : type}
      className={buttonClass({ look, size, full }, className)}
      {...(blocked ? { 'aria-disabled': true } : { onClick })}
      {...(pending && { 'aria-busy': true })}
      {...(unavailable && { 'aria-describedby': reasonId })}
    >
      <Inside icon={icon} iconEnd={iconEnd}>
        {pending && pendingLabel ? pendingLabel : children}
      </Inside>
    </button>
  );
  if (unavailable === undefined) return button;
  return (
    <span className={classes('btn-set', full && 'btn-set-full')}>
      {button}
      <span className="btn-reason" id={reasonId}>
        {unavailable}
      </span>
    </span>
  );
}

export interface LinkButtonProps extends Omit<ComponentProps<'a'>, 'href'>, ButtonStyle {
  /** A path of this application without its language ("/vote"), or a file, an API path or an anchor, which stay plain links. */
  href: string;
}

/** Paths that are not pages of the application: no language prefix, no client navigation. */
const plainHref = /^(#|[a-z]+:|\/api\/|\/[^?#]*\.[a-z0-9]+($|[?#]))/i;

export function LinkButton({ href, look, size, full, icon, iconEnd, className, children, ...rest }: LinkButtonProps) {
  const shared = { ...rest, className: buttonClass({ look, size, full }, className) };
  const inside = (
    <Inside icon={icon} iconEnd={iconEnd}>
      {children}
    </Inside>
  );
  if (rest.download !== undefined || plainHref.test(href)) {
    return (
      <a {...shared} href={href}>
        {inside}
      </a>
    );
  }
  return (
    <PageLink {...shared} href={href}>
      {inside}
    </PageLink>
  );
}
