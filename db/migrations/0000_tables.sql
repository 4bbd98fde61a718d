CREATE TABLE `assignments` (
	`visit` text NOT NULL,
	`seat` integer NOT NULL,
	`seatName` text NOT NULL,
	`inspector` text NOT NULL,
	`person` text NOT NULL,
	`ackedAt` text,
	PRIMARY KEY(`visit`, `seat`),
	FOREIGN KEY (`visit`) REFERENCES `visits`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`inspector`) REFERENCES `inspectors`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `assignments_by_person` ON `assignments` (`person`);--> statement-breakpoint
CREATE INDEX `assignments_by_inspector` ON `assignments` (`inspector`);--> statement-breakpoint
CREATE TABLE `draws` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`no` text,
	`plan` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`nth` integer NOT NULL,
	`reason` text,
	`confirmedBy` text,
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
	`seed` text,
	`selected` text,
	`roster` text,
	`refusal` text,
	`cause` text,
	FOREIGN KEY (`plan`) REFERENCES `plans`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`confirmedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`startedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "draws_state" CHECK("state" in ('requested', 'refused', 'committed', 'witnessed', 'closed', 'drawn', 'void', 'failed')),
	CONSTRAINT "draws_platform" CHECK("platform" in ('room', 'telegram', 'wechat'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `draws_no_unique` ON `draws` (`no`);--> statement-breakpoint
CREATE INDEX `draws_by_plan` ON `draws` (`plan`);--> statement-breakpoint
CREATE INDEX `draws_by_state` ON `draws` (`state`);--> statement-breakpoint
CREATE INDEX `draws_by_commit` ON `draws` (`committedAt`);--> statement-breakpoint
CREATE INDEX `draws_by_close` ON `draws` (`state`,`closedAt`);--> statement-breakpoint
CREATE INDEX `draws_by_chat` ON `draws` (`platform`,`chat`);--> statement-breakpoint
CREATE TABLE `visit_items` (
	`item` text NOT NULL,
	`visit` text NOT NULL,
	PRIMARY KEY(`item`, `visit`),
	FOREIGN KEY (`item`) REFERENCES `items`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`visit`) REFERENCES `visits`(`no`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `visits` (
	`no` text PRIMARY KEY NOT NULL,
	`draw` text NOT NULL,
	`plan` text NOT NULL,
	`index` integer NOT NULL,
	`firm` text NOT NULL,
	`items` text NOT NULL,
	`due` text NOT NULL,
	`state` text NOT NULL,
	`remindOn` text,
	FOREIGN KEY (`draw`) REFERENCES `draws`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`plan`) REFERENCES `plans`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`firm`) REFERENCES `firms`(`code`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "visits_state" CHECK("state" in ('pending', 'recorded'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `visits_by_draw` ON `visits` (`draw`,`index`);--> statement-breakpoint
CREATE INDEX `visits_by_firm` ON `visits` (`firm`);--> statement-breakpoint
CREATE INDEX `visits_to_remind` ON `visits` (`remindOn`) WHERE "remindOn" is not null;--> statement-breakpoint
CREATE INDEX `visits_pending` ON `visits` (`due`) WHERE "state" = 'pending';--> statement-breakpoint
CREATE TABLE `witnesses` (
	`draw` integer NOT NULL,
	`person` text NOT NULL,
	`text` text NOT NULL,
	`line` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`draw`, `person`),
	FOREIGN KEY (`draw`) REFERENCES `draws`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `bind_codes` (
	`hash` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`createdBy` text NOT NULL,
	`expiresAt` text NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bind_codes_person_unique` ON `bind_codes` (`person`);--> statement-breakpoint
CREATE TABLE `bind_failures` (
	`platform` text NOT NULL,
	`account` text NOT NULL,
	`at` text NOT NULL,
	CONSTRAINT "bind_failures_platform" CHECK("platform" in ('room', 'telegram', 'wechat'))
);
--> statement-breakpoint
CREATE INDEX `bind_failures_by_account` ON `bind_failures` (`platform`,`account`,`at`);--> statement-breakpoint
CREATE TABLE `bindings` (
	`platform` text NOT NULL,
	`account` text NOT NULL,
	`person` text NOT NULL,
	`boundAt` text NOT NULL,
	`unreachable` text,
	PRIMARY KEY(`platform`, `account`),
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bindings_platform" CHECK("platform" in ('room', 'telegram', 'wechat'))
);
--> statement-breakpoint
CREATE INDEX `bindings_by_person` ON `bindings` (`person`);--> statement-breakpoint
CREATE TABLE `groups` (
	`platform` text NOT NULL,
	`chat` text NOT NULL,
	`kind` text NOT NULL,
	`department` text,
	`title` text NOT NULL,
	`boundBy` text NOT NULL,
	`boundAt` text NOT NULL,
	PRIMARY KEY(`platform`, `chat`),
	CONSTRAINT "groups_kind" CHECK("kind" in ('department', 'leaders', 'office')),
	CONSTRAINT "groups_platform" CHECK("platform" in ('room', 'telegram', 'wechat'))
);
--> statement-breakpoint
CREATE INDEX `groups_by_kind` ON `groups` (`kind`,`department`);--> statement-breakpoint
CREATE TABLE `dialogues` (
	`platform` text NOT NULL,
	`chat` text NOT NULL,
	`account` text NOT NULL,
	`command` text NOT NULL,
	`token` text NOT NULL,
	`state` text,
	`expiresAt` text NOT NULL,
	PRIMARY KEY(`platform`, `chat`, `account`),
	CONSTRAINT "dialogues_platform" CHECK("platform" in ('room', 'telegram', 'wechat'))
);
--> statement-breakpoint
CREATE TABLE `inbox` (
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
	CONSTRAINT "inbox_platform" CHECK("platform" in ('room', 'telegram', 'wechat'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_by_key` ON `inbox` (`platform`,`key`);--> statement-breakpoint
CREATE INDEX `inbox_by_lane` ON `inbox` (`state`,`lane`,`id`);--> statement-breakpoint
CREATE TABLE `outbox` (
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
	CONSTRAINT "outbox_platform" CHECK("platform" in ('room', 'telegram', 'wechat'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_ref_unique` ON `outbox` (`ref`);--> statement-breakpoint
CREATE INDEX `outbox_unsent` ON `outbox` (`platform`,`chat`,`id`) WHERE "state" in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX `outbox_by_state` ON `outbox` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `outbox_doubtful` ON `outbox` (`id`) WHERE "doubtful" = 1;--> statement-breakpoint
CREATE TABLE `room_messages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ref` text NOT NULL,
	`chat` text NOT NULL,
	`from` text NOT NULL,
	`to` text,
	`text` text NOT NULL,
	`buttons` text NOT NULL,
	`files` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `room_messages_ref_unique` ON `room_messages` (`ref`);--> statement-breakpoint
CREATE INDEX `room_messages_by_chat` ON `room_messages` (`chat`,`id`);--> statement-breakpoint
CREATE TABLE `calendar_overrides` (
	`day` text PRIMARY KEY NOT NULL,
	`working` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `counters` (
	`key` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`kind` text NOT NULL,
	`fileHash` text NOT NULL,
	`rows` integer NOT NULL,
	`added` integer NOT NULL,
	`changed` integer NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`kind`, `fileHash`)
);
--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`payload` text,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`createdAt` text NOT NULL,
	CONSTRAINT "jobs_kind" CHECK("kind" in ('preview', 'freeze', 'run')),
	CONSTRAINT "jobs_state" CHECK("state" in ('queued', 'done', 'failed'))
);
--> statement-breakpoint
CREATE INDEX `jobs_queued` ON `jobs` (`id`) WHERE "state" = 'queued';--> statement-breakpoint
CREATE TABLE `ledger` (
	`n` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`kind` text NOT NULL,
	`actor` text NOT NULL,
	`bodyHash` text NOT NULL,
	`prev` text NOT NULL,
	`hash` text NOT NULL,
	`body` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `attachments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`visit` text NOT NULL,
	`receipt` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`file` text NOT NULL,
	FOREIGN KEY (`visit`) REFERENCES `visits`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`receipt`) REFERENCES `records`(`receipt`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attachments_by_visit` ON `attachments` (`visit`);--> statement-breakpoint
CREATE TABLE `extensions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`visit` text NOT NULL,
	`askedBy` text NOT NULL,
	`askedAt` text NOT NULL,
	`reason` text NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`state` text NOT NULL,
	`decidedBy` text,
	FOREIGN KEY (`visit`) REFERENCES `visits`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`askedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decidedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "extensions_state" CHECK("state" in ('asked', 'granted', 'refused'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `extensions_open` ON `extensions` (`visit`) WHERE "state" = 'asked';--> statement-breakpoint
CREATE TABLE `records` (
	`receipt` text PRIMARY KEY NOT NULL,
	`visit` text NOT NULL,
	`version` integer NOT NULL,
	`reason` text,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`inspectedOn` text NOT NULL,
	`items` text NOT NULL,
	`signed` integer NOT NULL,
	`unsignedReason` text,
	`onSiteWitness` text,
	`note` text,
	FOREIGN KEY (`visit`) REFERENCES `visits`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `records_by_visit` ON `records` (`visit`,`version`);--> statement-breakpoint
CREATE INDEX `records_by_person` ON `records` (`by`,`at`);--> statement-breakpoint
CREATE TABLE `departments` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`shortName` text NOT NULL,
	`leading` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `firms` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`trade` text NOT NULL,
	`district` text NOT NULL,
	`address` text NOT NULL,
	`phone` text,
	`status` text NOT NULL,
	`creditClass` text NOT NULL,
	`tags` text NOT NULL,
	`weight` integer NOT NULL,
	CONSTRAINT "firms_status" CHECK("status" in ('存续', '停业', '注销', '吊销', '迁出')),
	CONSTRAINT "firms_credit_class" CHECK("creditClass" in ('A', 'B', 'C', 'D'))
);
--> statement-breakpoint
CREATE INDEX `firms_by_trade` ON `firms` (`trade`,`code`);--> statement-breakpoint
CREATE TABLE `inspectors` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`department` text NOT NULL,
	`tags` text NOT NULL,
	`certifiedUntil` text NOT NULL,
	`leaveFrom` text,
	`leaveTo` text,
	`active` integer NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department`) REFERENCES `departments`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `inspectors_by_person` ON `inspectors` (`person`);--> statement-breakpoint
CREATE INDEX `inspectors_by_department` ON `inspectors` (`department`);--> statement-breakpoint
CREATE TABLE `items` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`legalBasis` text NOT NULL,
	`department` text NOT NULL,
	`scope` text NOT NULL,
	`content` text NOT NULL,
	`method` text NOT NULL,
	`ratioCap` text NOT NULL,
	`yearlyCap` integer NOT NULL,
	`kind` text NOT NULL,
	`materials` text NOT NULL,
	`publishedOn` text,
	FOREIGN KEY (`department`) REFERENCES `departments`(`code`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "items_kind" CHECK("kind" in ('一般', '重点'))
);
--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`department` text NOT NULL,
	`roles` text NOT NULL,
	`phone` text,
	`active` integer NOT NULL,
	FOREIGN KEY (`department`) REFERENCES `departments`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `people_by_name` ON `people` (`name`);--> statement-breakpoint
CREATE INDEX `people_by_department` ON `people` (`department`);--> statement-breakpoint
CREATE TABLE `plans` (
	`no` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`year` integer NOT NULL,
	`leadDepartment` text NOT NULL,
	`departments` text NOT NULL,
	`items` text NOT NULL,
	`scope` text NOT NULL,
	`rules` text NOT NULL,
	`inspectorsPerVisit` integer NOT NULL,
	`inspectorTags` text NOT NULL,
	`maxVisits` integer NOT NULL,
	`frequency` integer NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`workingDays` integer NOT NULL,
	`witnesses` integer NOT NULL,
	`approvedBy` text,
	`approvedAt` text,
	`filingNo` text,
	FOREIGN KEY (`leadDepartment`) REFERENCES `departments`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `recusals` (
	`inspector` text NOT NULL,
	`firm` text NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`inspector`, `firm`),
	FOREIGN KEY (`inspector`) REFERENCES `inspectors`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`firm`) REFERENCES `firms`(`code`) ON UPDATE no action ON DELETE no action
);
