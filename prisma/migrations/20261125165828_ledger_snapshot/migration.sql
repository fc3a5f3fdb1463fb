-- CreateTable
CREATE TABLE "ledger_snapshot" (
    "district_id" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "rows" JSONB NOT NULL,
    "kept_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_snapshot_pkey" PRIMARY KEY ("district_id","period")
);

-- AddForeignKey
ALTER TABLE "ledger_snapshot" ADD CONSTRAINT "ledger_snapshot_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;
