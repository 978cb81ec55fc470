import './globals.css';
import en from '@/messages/en.json';
import ptBR from '@/messages/pt-BR.json';

const languages = [
  { code: 'en', words: en.Shell.notFound },
  { code: 'pt-BR', words: ptBR.Shell.notFound },
];

/** An address outside every language, such as a missing file: says so in each of them. Static, so without nonce or scripts. */
export default function RootNotFound() {
  return (
    <html lang="en" data-theme="light">
      <body>
        <main className="page wrap wrap-narrow stack-loose">
          {languages.map(({ code, words }, index) => (
            <section key={code} lang={code} className="stack">
              {index === 0 ? <h1>{words.title}</h1> : <h2>{words.title}</h2>}
              <p>{words.body}</p>
              <p>
                <a href={`/${code}`}>{words.home}</a>
              </p>
            </section>
          ))}
        </main>
      </body>
    </html>
  );
}
