/** A mail's plain text; its addresses can be followed. */
export function MailBody({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/\S+)/);
  let at = 0;
  return (
    <p className="whitespace-pre-line">
      {parts.map((part) => {
        at += part.length + 1;
        return /^https?:\/\//.test(part) ? (
          <a key={at} href={part} className="break-all">
            {part}
          </a>
        ) : (
          part
        );
      })}
    </p>
  );
}
