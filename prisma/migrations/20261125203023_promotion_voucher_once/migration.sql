-- A voucher counts once in the district (rules.md §7), also when two people enter it at the same moment.

-- AlterTable
ALTER TABLE "promotion_funds" ADD COLUMN     "district_id" INTEGER,
ADD COLUMN     "voucher_key" TEXT;

-- Of the rows there are, the first of a voucher has its key; a later one of the same stays as it is, under a key of its own.
UPDATE "promotion_funds" AS "funds" SET
  "district_id" = "project"."district_id",
  "voucher_key" = COALESCE(NULLIF(regexp_replace(lower(normalize("funds"."voucher", NFKC)), '[[:space:][:punct:]]', '', 'g'), ''), "funds"."voucher")
FROM "promotion_project" AS "project" WHERE "project"."id" = "funds"."promotion_id";

-- Without the word for its kind where the number tells enough, as the program reads it.
UPDATE "promotion_funds" SET "voucher_key" = "number"."text"
FROM (
  SELECT "id", regexp_replace(regexp_replace("voucher_key", '^(进账单|支付凭证|银行回单|银行凭证|回单|凭证)?(编?号|流水号|no)?', ''), '号$', '') AS "text"
  FROM "promotion_funds"
) AS "number"
WHERE "number"."id" = "promotion_funds"."id" AND "number"."text" ~ '[0-9]{4}';

UPDATE "promotion_funds" AS "later" SET "voucher_key" = "later"."voucher_key" || '#' || "later"."id"
WHERE EXISTS (
  SELECT 1 FROM "promotion_funds" AS "first"
  WHERE "first"."district_id" = "later"."district_id" AND "first"."voucher_key" = "later"."voucher_key"
    AND "first"."id" < "later"."id" AND "first"."state" IN ('pending', 'approved')
);

ALTER TABLE "promotion_funds" ALTER COLUMN "district_id" SET NOT NULL,
ALTER COLUMN "voucher_key" SET NOT NULL;

-- AddForeignKey
ALTER TABLE "promotion_funds" ADD CONSTRAINT "promotion_funds_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand: what the schema language cannot say.
CREATE UNIQUE INDEX "promotion_funds_voucher_once" ON "promotion_funds"("district_id", "voucher_key") WHERE "state" IN ('pending', 'approved');
