-- Residents who sign in by e-mail are found by their address, which is kept in lower case.
UPDATE "people"."roll_entry" SET "email" = lower("email") WHERE "email" <> lower("email");

CREATE INDEX "roll_entry_round_id_email_idx" ON "people"."roll_entry"("round_id", "email");
