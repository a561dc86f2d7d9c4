export async function doctor(
  _environment: Record<string, string | undefined>,
): Promise<{ text: string; healthy: boolean }> {
  return { text: '', healthy: true }
}
