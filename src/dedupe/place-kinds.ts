/** What ends the name of a place or a body. */
export const placeKinds =
  '自治县|自治州|县|区|市|镇|乡|旗|盟|州|省|村|街道|岛|港|公司|集团|电厂|电站|煤矿|风电场|水库|林场|园区|大学|学院|医院|机场|交易所|交易中心'
/** Words that end like a name and are none. */
export const noPlace =
  /^(?:地区|社区|园区|全县|全区|全市|全省|本市|本区|我市|我省|各县|各市|各区|该县|该市|市区|城市|城乡|上市|市场|超市|都市|农村|乡村|小区|灾区|山区|景区|校区|片区|辖区|专区|特区|城区|郊区|新区|心区|核区|母公司|子公司|分公司)$/u
/** A name that ends with its kind. */
export const kindOfPlace = new RegExp(`(?:${placeKinds})$`, 'u')
