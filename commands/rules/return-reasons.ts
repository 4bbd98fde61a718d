/** The reasons that a reviewer can give with one tap; any other is typed. */
export const RETURN_REASONS = ['内容不全', '结果有误', '缺少材料'] as const
