ALTER TABLE `draws` ADD `frozenPlan` text;--> statement-breakpoint
ALTER TABLE `draws` ADD `refusal` text;