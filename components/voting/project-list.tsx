'use client';

import { useTranslations } from 'next-intl';
import { useDeferredValue } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { LiveRegion } from '@/components/ui/live-region';
import { fits } from '@/lib/client/voting/search';
import type { BallotContest } from './ballot-contest';
import { ProjectCard } from './project-card';
import type { Draft } from './use-draft';

export interface ProjectListProps {
  contest: BallotContest;
  draft: Extract<Draft, { state: 'ready' }>;
  words: string;
  setWords: (words: string) => void;
}

/** Search and cards. Searching hides cards; it never changes their order or what is chosen. */
export function ProjectList({ contest, draft, words, setWords }: ProjectListProps) {
  const t = useTranslations('Vote');
  const sought = useDeferredValue(words);
  const shown = draft.projects.filter(({ title, summary, theme }) => fits(sought, [title, summary, theme?.name ?? '']));
  const isFull = draft.chosen.length >= contest.max;
  return (
    <>
      <input
        type="search"
        className="input max-w-md"
        aria-label={t('search', { count: contest.projects.length })}
        placeholder={t('search', { count: contest.projects.length })}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <LiveRegion>{sought.trim() && t('found', { count: shown.length })}</LiveRegion>
      <h2 className="vh">{t('list')}</h2>
      {shown.length === 0 && (
        <EmptyState
          sentence={t('noneFound')}
          action={
            <Button look="line" onClick={() => setWords('')}>
              {t('clearSearch')}
            </Button>
          }
        />
      )}
      <ul className="grid gap-4 sm:grid-cols-2">
        {shown.map((project) => (
          <ProjectCard
            key={project.position}
            contest={contest}
            project={project}
            isChosen={draft.chosen.includes(project.position)}
            isFull={isFull}
            onToggle={draft.toggle}
          />
        ))}
      </ul>
    </>
  );
}
