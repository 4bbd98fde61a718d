CREATE TABLE `visit_totals` (
	`department` text PRIMARY KEY NOT NULL,
	`visits` integer NOT NULL,
	FOREIGN KEY (`department`) REFERENCES `departments`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
-- What was drawn before is counted once; from then on seats are counted as they are given.
INSERT INTO `visit_totals` (`department`, `visits`)
SELECT i.`department`, count(DISTINCT a.`visit`) FROM `assignments` a JOIN `inspectors` i ON i.`id` = a.`inspector` GROUP BY i.`department`;
