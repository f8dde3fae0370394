export async function measureGrowth(
  _stored: number[],
  _warm: number,
  _pages: number,
  _tell: (row: { name: string }) => void,
): Promise<void> {}
