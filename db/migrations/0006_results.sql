CREATE TABLE `decisions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`visit` text NOT NULL,
	`department` text NOT NULL,
	`kind` text NOT NULL,
	`decidedOn` text NOT NULL,
	`documentNo` text,
	`amount` integer,
	`recheckOn` text,
	`recheck` text,
	`remindOn` text,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`revoked` text,
	FOREIGN KEY (`visit`) REFERENCES `visits`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department`) REFERENCES `departments`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "decisions_kind" CHECK("kind" in ('none', 'handed-on', 'rectify', 'penalty', 'abnormal', 'serious'))
);
--> statement-breakpoint
CREATE INDEX `decisions_by_result` ON `decisions` (`visit`,`department`);--> statement-breakpoint
CREATE INDEX `decisions_to_remind` ON `decisions` (`remindOn`) WHERE "remindOn" is not null;--> statement-breakpoint
CREATE TABLE `disclosures` (
	`visit` text NOT NULL,
	`department` text NOT NULL,
	`version` integer NOT NULL,
	`reason` text,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`content` text NOT NULL,
	PRIMARY KEY(`visit`, `department`, `version`),
	FOREIGN KEY (`visit`) REFERENCES `visits`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department`) REFERENCES `departments`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `disclosures_by_time` ON `disclosures` (`at`);--> statement-breakpoint
CREATE TABLE `results` (
	`visit` text NOT NULL,
	`department` text NOT NULL,
	`firm` text NOT NULL,
	`plan` text NOT NULL,
	`items` text NOT NULL,
	`state` text NOT NULL,
	`receipt` text NOT NULL,
	`inspectedOn` text NOT NULL,
	`problem` integer NOT NULL,
	`discloseBy` text,
	`remindOn` text,
	`reviewedBy` text,
	`reviewedAt` text,
	`returnReason` text,
	`disclosures` integer NOT NULL,
	PRIMARY KEY(`visit`, `department`),
	FOREIGN KEY (`visit`) REFERENCES `visits`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department`) REFERENCES `departments`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`firm`) REFERENCES `firms`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`plan`) REFERENCES `plans`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`receipt`) REFERENCES `records`(`receipt`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "results_state" CHECK("state" in ('review', 'returned', 'decision', 'disclosure', 'disclosed', 'corrected'))
);
--> statement-breakpoint
CREATE INDEX `results_open` ON `results` (`state`,`department`) WHERE "state" not in ('disclosed', 'corrected');--> statement-breakpoint
CREATE INDEX `results_to_remind` ON `results` (`remindOn`) WHERE "remindOn" is not null;--> statement-breakpoint
CREATE TABLE `transfers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`visit` text NOT NULL,
	`from` text NOT NULL,
	`to` text,
	`receiver` text NOT NULL,
	`lead` text NOT NULL,
	`files` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`ackedBy` text,
	`ackedAt` text,
	`remindOn` text,
	FOREIGN KEY (`visit`) REFERENCES `visits`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from`) REFERENCES `departments`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to`) REFERENCES `departments`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ackedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `transfers_by_visit` ON `transfers` (`visit`);--> statement-breakpoint
CREATE INDEX `transfers_to_remind` ON `transfers` (`remindOn`) WHERE "remindOn" is not null;--> statement-breakpoint
-- What was made public is only ever added to.
CREATE TRIGGER `disclosures_no_update` BEFORE UPDATE ON `disclosures` BEGIN
	SELECT RAISE(ABORT, 'disclosures: rows can only be added');
END;
--> statement-breakpoint
CREATE TRIGGER `disclosures_no_delete` BEFORE DELETE ON `disclosures` BEGIN
	SELECT RAISE(ABORT, 'disclosures: rows can only be added');
END;
--> statement-breakpoint
-- What was recorded before there was a review waits for it.
INSERT INTO `results` (`visit`, `department`, `firm`, `plan`, `items`, `state`, `receipt`, `inspectedOn`, `problem`, `remindOn`, `disclosures`)
SELECT v.`no`, i.`department`, v.`firm`, v.`plan`, json_group_array(i.`code`), 'review', r.`receipt`, r.`inspectedOn`,
	EXISTS (
		SELECT 1 FROM json_each(r.`items`) found
		JOIN `items` own ON own.`code` = found.value ->> 'item' AND own.`department` = i.`department`
		WHERE found.value ->> 'result' NOT IN ('未发现问题', '未发现开展本次抽查涉及的经营活动', '已关闭停业或正在组织清算', '注销', '被吊销', '被撤销', '迁出')
	),
	r.`inspectedOn`, 0
FROM `visits` v
JOIN `records` r ON r.`visit` = v.`no` AND r.`version` = (SELECT max(`version`) FROM `records` WHERE `visit` = v.`no`)
JOIN json_each(v.`items`) held
JOIN `items` i ON i.`code` = held.value
GROUP BY v.`no`, i.`department`;
