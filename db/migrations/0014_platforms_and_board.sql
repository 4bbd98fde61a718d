CREATE TABLE `board_links` (
	`hash` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`platform` text NOT NULL,
	`account` text NOT NULL,
	`boundAt` text NOT NULL,
	`expiresAt` text NOT NULL,
	`usedAt` text,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "board_links_platform" CHECK("platform" in ('room', 'telegram', 'wechat', 'wecom'))
);
--> statement-breakpoint
CREATE INDEX `board_links_by_person` ON `board_links` (`person`);--> statement-breakpoint
CREATE TABLE `board_sessions` (
	`hash` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`platform` text NOT NULL,
	`account` text NOT NULL,
	`boundAt` text NOT NULL,
	`startedAt` text NOT NULL,
	`expiresAt` text NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "board_sessions_platform" CHECK("platform" in ('room', 'telegram', 'wechat', 'wecom'))
);
--> statement-breakpoint
CREATE INDEX `board_sessions_by_person` ON `board_sessions` (`person`);--> statement-breakpoint
CREATE TABLE `first_failures` (
	`outbox` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`outbox`) REFERENCES `outbox`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `rechecks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`decision` integer NOT NULL,
	`on` text NOT NULL,
	`done` integer NOT NULL,
	`note` text,
	`files` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`decision`) REFERENCES `decisions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `rechecks_by_decision` ON `rechecks` (`decision`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_draws` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`no` text,
	`plan` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`nth` integer NOT NULL,
	`reason` text,
	`confirmedBy` text,
	`publicNumber` text,
	`elsewhere` text,
	`task` text,
	`startedBy` text NOT NULL,
	`platform` text NOT NULL,
	`chat` text NOT NULL,
	`requestedAt` text NOT NULL,
	`committedAt` text,
	`closedAt` text,
	`drawnAt` text,
	`remindedAt` text,
	`secret` text,
	`saltKey` text,
	`commit` text,
	`commitHash` text,
	`due` text,
	`files` text,
	`frozenPlan` text,
	`summary` text,
	`beacon` text,
	`seed` text,
	`selected` text,
	`roster` text,
	`refusal` text,
	`cause` text,
	FOREIGN KEY (`plan`) REFERENCES `plans`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`confirmedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`startedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "draws_state" CHECK("state" in ('requested', 'refused', 'committed', 'witnessed', 'closed', 'drawn', 'void', 'failed')),
	CONSTRAINT "draws_platform" CHECK("platform" in ('room', 'telegram', 'wechat', 'wecom'))
);
--> statement-breakpoint
INSERT INTO `__new_draws`("id", "no", "plan", "state", "version", "nth", "reason", "confirmedBy", "publicNumber", "elsewhere", "task", "startedBy", "platform", "chat", "requestedAt", "committedAt", "closedAt", "drawnAt", "remindedAt", "secret", "saltKey", "commit", "commitHash", "due", "files", "frozenPlan", "summary", "beacon", "seed", "selected", "roster", "refusal", "cause") SELECT "id", "no", "plan", "state", "version", "nth", "reason", "confirmedBy", "publicNumber", "elsewhere", "task", "startedBy", "platform", "chat", "requestedAt", "committedAt", "closedAt", "drawnAt", "remindedAt", "secret", "saltKey", "commit", "commitHash", "due", "files", "frozenPlan", "summary", "beacon", "seed", "selected", "roster", "refusal", "cause" FROM `draws`;--> statement-breakpoint
DROP TABLE `draws`;--> statement-breakpoint
ALTER TABLE `__new_draws` RENAME TO `draws`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `draws_no_unique` ON `draws` (`no`);--> statement-breakpoint
CREATE UNIQUE INDEX `draws_task_unique` ON `draws` (`task`);--> statement-breakpoint
CREATE INDEX `draws_by_plan` ON `draws` (`plan`);--> statement-breakpoint
CREATE INDEX `draws_by_state` ON `draws` (`state`);--> statement-breakpoint
CREATE INDEX `draws_by_commit` ON `draws` (`committedAt`);--> statement-breakpoint
CREATE INDEX `draws_by_close` ON `draws` (`state`,`closedAt`);--> statement-breakpoint
CREATE INDEX `draws_by_chat` ON `draws` (`platform`,`chat`);--> statement-breakpoint
CREATE TABLE `__new_bind_failures` (
	`platform` text NOT NULL,
	`account` text NOT NULL,
	`at` text NOT NULL,
	CONSTRAINT "bind_failures_platform" CHECK("platform" in ('room', 'telegram', 'wechat', 'wecom'))
);
--> statement-breakpoint
INSERT INTO `__new_bind_failures`("platform", "account", "at") SELECT "platform", "account", "at" FROM `bind_failures`;--> statement-breakpoint
DROP TABLE `bind_failures`;--> statement-breakpoint
ALTER TABLE `__new_bind_failures` RENAME TO `bind_failures`;--> statement-breakpoint
CREATE INDEX `bind_failures_by_account` ON `bind_failures` (`platform`,`account`,`at`);--> statement-breakpoint
CREATE TABLE `__new_bindings` (
	`platform` text NOT NULL,
	`account` text NOT NULL,
	`person` text NOT NULL,
	`boundAt` text NOT NULL,
	`unreachable` text,
	`preferredAt` text,
	PRIMARY KEY(`platform`, `account`),
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bindings_platform" CHECK("platform" in ('room', 'telegram', 'wechat', 'wecom'))
);
--> statement-breakpoint
INSERT INTO `__new_bindings`("platform", "account", "person", "boundAt", "unreachable", "preferredAt") SELECT "platform", "account", "person", "boundAt", "unreachable", NULL FROM `bindings`;--> statement-breakpoint
DROP TABLE `bindings`;--> statement-breakpoint
ALTER TABLE `__new_bindings` RENAME TO `bindings`;--> statement-breakpoint
CREATE INDEX `bindings_by_person` ON `bindings` (`person`);--> statement-breakpoint
CREATE TABLE `__new_groups` (
	`platform` text NOT NULL,
	`chat` text NOT NULL,
	`kind` text NOT NULL,
	`department` text,
	`title` text NOT NULL,
	`boundBy` text NOT NULL,
	`boundAt` text NOT NULL,
	PRIMARY KEY(`platform`, `chat`),
	CONSTRAINT "groups_kind" CHECK("kind" in ('department', 'leaders', 'office')),
	CONSTRAINT "groups_platform" CHECK("platform" in ('room', 'telegram', 'wechat', 'wecom'))
);
--> statement-breakpoint
INSERT INTO `__new_groups`("platform", "chat", "kind", "department", "title", "boundBy", "boundAt") SELECT "platform", "chat", "kind", "department", "title", "boundBy", "boundAt" FROM `groups`;--> statement-breakpoint
DROP TABLE `groups`;--> statement-breakpoint
ALTER TABLE `__new_groups` RENAME TO `groups`;--> statement-breakpoint
CREATE INDEX `groups_by_kind` ON `groups` (`kind`,`department`);--> statement-breakpoint
CREATE TABLE `__new_dialogues` (
	`platform` text NOT NULL,
	`chat` text NOT NULL,
	`account` text NOT NULL,
	`command` text NOT NULL,
	`token` text NOT NULL,
	`state` text,
	`expiresAt` text NOT NULL,
	PRIMARY KEY(`platform`, `chat`, `account`),
	CONSTRAINT "dialogues_platform" CHECK("platform" in ('room', 'telegram', 'wechat', 'wecom'))
);
--> statement-breakpoint
INSERT INTO `__new_dialogues`("platform", "chat", "account", "command", "token", "state", "expiresAt") SELECT "platform", "chat", "account", "command", "token", "state", "expiresAt" FROM `dialogues`;--> statement-breakpoint
DROP TABLE `dialogues`;--> statement-breakpoint
ALTER TABLE `__new_dialogues` RENAME TO `dialogues`;--> statement-breakpoint
CREATE TABLE `__new_inbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`platform` text NOT NULL,
	`key` text NOT NULL,
	`lane` text NOT NULL,
	`event` text,
	`receivedAt` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`error` text,
	CONSTRAINT "inbox_state" CHECK("state" in ('pending', 'done', 'dead')),
	CONSTRAINT "inbox_platform" CHECK("platform" in ('room', 'telegram', 'wechat', 'wecom'))
);
--> statement-breakpoint
INSERT INTO `__new_inbox`("id", "platform", "key", "lane", "event", "receivedAt", "state", "attempts", "error") SELECT "id", "platform", "key", "lane", "event", "receivedAt", "state", "attempts", "error" FROM `inbox`;--> statement-breakpoint
DROP TABLE `inbox`;--> statement-breakpoint
ALTER TABLE `__new_inbox` RENAME TO `inbox`;--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_by_key` ON `inbox` (`platform`,`key`);--> statement-breakpoint
CREATE INDEX `inbox_by_lane` ON `inbox` (`state`,`lane`,`id`);--> statement-breakpoint
CREATE TABLE `__new_outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`platform` text NOT NULL,
	`chat` text NOT NULL,
	`ref` text NOT NULL,
	`person` text,
	`text` text NOT NULL,
	`buttons` text NOT NULL,
	`file` text,
	`replyTo` text,
	`quiet` integer NOT NULL,
	`secret` integer DEFAULT false NOT NULL,
	`onDoubt` text NOT NULL,
	`notBefore` text NOT NULL,
	`state` text NOT NULL,
	`doubtful` integer NOT NULL,
	`attempts` integer NOT NULL,
	`createdAt` text NOT NULL,
	`sentAt` text,
	`messageId` text,
	`error` text,
	CONSTRAINT "outbox_on_doubt" CHECK("onDoubt" in ('resend', 'drop')),
	CONSTRAINT "outbox_state" CHECK("state" in ('queued', 'sending', 'sent', 'dropped', 'dead')),
	CONSTRAINT "outbox_platform" CHECK("platform" in ('room', 'telegram', 'wechat', 'wecom'))
);
--> statement-breakpoint
INSERT INTO `__new_outbox`("id", "platform", "chat", "ref", "person", "text", "buttons", "file", "replyTo", "quiet", "secret", "onDoubt", "notBefore", "state", "doubtful", "attempts", "createdAt", "sentAt", "messageId", "error") SELECT "id", "platform", "chat", "ref", "person", "text", "buttons", "file", "replyTo", "quiet", "secret", "onDoubt", "notBefore", "state", "doubtful", "attempts", "createdAt", "sentAt", "messageId", "error" FROM `outbox`;--> statement-breakpoint
DROP TABLE `outbox`;--> statement-breakpoint
ALTER TABLE `__new_outbox` RENAME TO `outbox`;--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_ref_unique` ON `outbox` (`ref`);--> statement-breakpoint
CREATE INDEX `outbox_unsent` ON `outbox` (`platform`,`chat`,`id`) WHERE "state" in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX `outbox_by_state` ON `outbox` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `outbox_doubtful` ON `outbox` (`id`) WHERE "doubtful" = 1;--> statement-breakpoint
ALTER TABLE `decisions` ADD `nextCheckOn` text;--> statement-breakpoint
ALTER TABLE `transfers` ADD `organ` text;--> statement-breakpoint
ALTER TABLE `transfers` ADD `documentNo` text;--> statement-breakpoint
ALTER TABLE `transfers` ADD `sentOn` text;--> statement-breakpoint
ALTER TABLE `transfers` ADD `materials` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `transfers` ADD `follows` integer;--> statement-breakpoint
ALTER TABLE `transfers` ADD `ackDocumentNo` text;--> statement-breakpoint
ALTER TABLE `transfers` ADD `ackReceivedBy` text;--> statement-breakpoint
ALTER TABLE `transfers` ADD `ackFiles` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `transfers` ADD `returnedBy` text REFERENCES people(id);--> statement-breakpoint
ALTER TABLE `transfers` ADD `returnedAt` text;--> statement-breakpoint
ALTER TABLE `transfers` ADD `returnReason` text;--> statement-breakpoint
ALTER TABLE `transfers` ADD `settledAt` text;--> statement-breakpoint
ALTER TABLE `transfers` ADD `settleReason` text;--> statement-breakpoint
CREATE INDEX `visits_by_due` ON `visits` (`due`);--> statement-breakpoint
CREATE INDEX `results_by_last_day` ON `results` (`discloseBy`);--> statement-breakpoint
-- custom: checks are only ever added to; those from before are told by the ledger.
INSERT INTO `rechecks` (`decision`, `on`, `done`, `note`, `files`, `by`, `at`) SELECT d.`id`, json_extract(l.`body`, '$.on'), json_extract(l.`body`, '$.done'), NULL, '[]', l.`actor`, l.`at` FROM `ledger` l JOIN `decisions` d ON d.`id` = json_extract(l.`body`, '$.decision') WHERE l.`kind` = 'result.rechecked' ORDER BY l.`n`;
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `rechecks_no_update` BEFORE UPDATE ON `rechecks` BEGIN
	SELECT RAISE(ABORT, 'rechecks: rows can only be added');
END;
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `rechecks_no_delete` BEFORE DELETE ON `rechecks` BEGIN
	SELECT RAISE(ABORT, 'rechecks: rows can only be added');
END;
--> statement-breakpoint
-- custom: whatever a command does, nothing is made public that nobody has reviewed, or whose problem nobody has decided about.
CREATE TRIGGER IF NOT EXISTS `disclosures_reviewed` BEFORE INSERT ON `disclosures` WHEN NOT EXISTS (SELECT 1 FROM `results` r WHERE r.`visit` = NEW.`visit` AND r.`department` = NEW.`department` AND r.`state` IN ('disclosure', 'disclosed', 'corrected')) BEGIN
	SELECT RAISE(ABORT, 'disclosures: nothing is public before its review and decision');
END;
--> statement-breakpoint
-- custom: news of how a problem was handled corrects no error.
UPDATE `results` SET `state` = 'disclosed' WHERE `state` = 'corrected' AND (SELECT d.`reason` FROM `disclosures` d WHERE d.`visit` = `results`.`visit` AND d.`department` = `results`.`department` AND d.`version` = `results`.`disclosures`) = '处理情况有变化';
