-- CreateTable
CREATE TABLE "change_reason" (
    "id" SERIAL NOT NULL,
    "district_id" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "change_reason_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "change_reason_subject_subject_id_idx" ON "change_reason"("subject", "subject_id");

-- AddForeignKey
ALTER TABLE "change_reason" ADD CONSTRAINT "change_reason_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE CASCADE ON UPDATE CASCADE;
