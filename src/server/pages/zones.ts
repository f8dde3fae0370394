/** Zones that a reader may choose from, west to east; whichever else the browser names is offered beside them. */
export const zones: { zone: string; zh: string; en: string }[] = [
  { zone: 'America/Los_Angeles', zh: '洛杉矶', en: 'Los Angeles' },
  { zone: 'America/Chicago', zh: '芝加哥', en: 'Chicago' },
  { zone: 'America/New_York', zh: '纽约', en: 'New York' },
  { zone: 'America/Sao_Paulo', zh: '圣保罗', en: 'São Paulo' },
  { zone: 'UTC', zh: '协调世界时', en: 'UTC' },
  { zone: 'Europe/London', zh: '伦敦', en: 'London' },
  { zone: 'Europe/Berlin', zh: '柏林、巴黎、布鲁塞尔', en: 'Berlin, Paris, Brussels' },
  { zone: 'Africa/Johannesburg', zh: '约翰内斯堡', en: 'Johannesburg' },
  { zone: 'Africa/Nairobi', zh: '内罗毕', en: 'Nairobi' },
  { zone: 'Asia/Dubai', zh: '迪拜', en: 'Dubai' },
  { zone: 'Asia/Kolkata', zh: '孟买', en: 'Mumbai' },
  { zone: 'Asia/Jakarta', zh: '雅加达', en: 'Jakarta' },
  {
    zone: 'Asia/Shanghai',
    zh: '北京、香港、台北、新加坡',
    en: 'Beijing, Hong Kong, Taipei, Singapore',
  },
  { zone: 'Asia/Tokyo', zh: '东京、首尔', en: 'Tokyo, Seoul' },
  { zone: 'Australia/Sydney', zh: '悉尼', en: 'Sydney' },
  { zone: 'Pacific/Auckland', zh: '奥克兰', en: 'Auckland' },
]
