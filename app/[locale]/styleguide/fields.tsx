import { ChoiceCard, ChoiceGroup } from '@/components/ui/choice-card';
import { FileField } from '@/components/ui/file-field';
import { MoneyField, NumberField } from '@/components/ui/number-field';
import { SelectField } from '@/components/ui/select-field';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import { Section } from './section';

const areas = [
  { value: 'ribeira', label: 'Ribeira' },
  { value: 'portela', label: 'Portela' },
];

export function Fields() {
  return (
    <Section title="Fields">
      <div className="cols-2">
        <div className="stack">
          <TextField name="title" label="Title" hint="Say what would be built, and where." />
          <TextField name="email" label="E-mail" type="email" optional="optional" autoComplete="email" />
          <TextField
            name="code"
            label="Voting code"
            code
            defaultValue="K7MX 2PQR"
            error="This code has a letter missing. It has 24 letters and digits in six groups."
          />
          <TextArea name="need" label="Why is it needed?" hint="Two or three sentences." />
        </div>
        <div className="stack">
          <SelectField name="area" label="Area" options={areas} blank="Choose one" />
          <SelectField name="area-wrong" label="Area" options={areas} blank="Choose one" error="Choose an area." />
          <MoneyField name="cost" label="Cost" currency="R$" defaultValue="1,450,000" />
          <NumberField name="share" label="Smallest share of votes" suffix="%" decimals />
          <NumberField name="most" label="How many may each person choose?" defaultValue="10" />
          <FileField name="roll" label="The roll" hint="A CSV file of up to 50 MB." accept=".csv" />
        </div>
      </div>
      <div className="cols-2">
        <ChoiceGroup name="rule" label="How is it counted?" hint="The rule is fixed when voting opens.">
          <ChoiceCard
            type="radio"
            name="rule"
            value="shares"
            label="Equal shares"
            hint="Everyone holds the same part of the money."
            defaultChecked
          />
          <ChoiceCard type="radio" name="rule" value="greedy" label="Most votes first" />
          <ChoiceCard type="radio" name="rule" value="ranked" label="By rank" hint="Not for this ballot." disabled />
        </ChoiceGroup>
        <ChoiceGroup name="topics" label="Which notices do you want?" error="Choose at least one.">
          <ChoiceCard type="checkbox" name="topics" value="votes" label="When voting opens" defaultChecked />
          <ChoiceCard type="checkbox" name="topics" value="results" label="When results are out" />
          <ChoiceCard plain type="checkbox" name="agree" label="Without a frame, for a single box" />
        </ChoiceGroup>
      </div>
    </Section>
  );
}
