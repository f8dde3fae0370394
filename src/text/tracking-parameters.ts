/**
 * Query parameters that say how a reader came, never what is shown. Names in lower case, from the lists that feed
 * readers and privacy filters keep and from the share links of Chinese portals. Not here, because somewhere they are an
 * article's identity: id cid sid aid mid nid tid v.
 */
const trackers = new Set(
  `_ga _gac _gl _hsenc _hsmi _openstat _trkparms action_object_map action_ref_map action_type_map algorithm
  app_download apptime appid_share at_campaign at_custom1 at_medium bbid beicode bizpsid bsh_bid btag cardid chksm
  ck_subscriber_id clickfrom clicktime cmpid commtag cvid devicetype dclid dm_i ef_id enterid epik exportkey fb_action_ids
  fb_action_types fb_comment_id fb_ref fb_source fbclid feature_share forceh5 from_source from_spmid fromgroup frommodule
  gad_source gbraid gclid gclsrc gs_l gsc igsh igshid is_from_webapp isappinstalled ito jsessionid launch_from mc_cid mc_eid
  mibextid mkt_tok msclkid msource ncid ns_campaign ocid ns_mchannel ns_source nsukey oly_anon_id oly_enc_id open_id_share
  pass_ticket phpsessid plat_id plg_auth plg_nld plg_uin plg_usr plg_vkey pvid rb_clickid recruiter ref_src ref_url
  referer referrer s_cid s_trans s_channel scene scm seid sec_user_share session_id sessionid sfnsn share sharefrom sharer
  shareid sharer_shareid sharer_sharetime sharetime sharetoken sourcetype_share spm spm_id_from spmid spss srcid_share
  subscene sudaref timestamp_share trackingid tt_from twclid ttclid unique_k ut_sk utparam vd_source vero_conv vero_id
  version_share wbraid wechat_redirect wprov wvr wt_mc wtrid xtor yclid ysclid zarsrc`.split(/\s+/),
)
const trackerPrefixes = [
  'utm_',
  'mtm_',
  'pk_',
  'piwik_',
  'matomo_',
  'share_',
  'wx',
  'weixin_',
  'hmsr',
  'hmpl',
  'hmcu',
  'hmkw',
  'hmci',
  'ga_',
  'yandex_',
  'aff_',
  'trk_',
  'itm_',
  'stm_',
  'at_recipient',
]

/** Parameters that are a tracker or an identity, by what they hold. */
const origins = new Set(
  'from source src ref fr channel ch isfrom frm sourcefrom refer via entry sf share_source plat platform'.split(
    ' ',
  ),
)
/** Values that say how a reader came. */
const originValues = new Set(
  `timeline singlemessage groupmessage weixin wechat wx weixin_timeline weibo qq qzone sina share sharing shared rss feed
  atom app client search baidu google sogou bing so360 toutiao douyin zhihu xiaohongshu facebook twitter x telegram
  linkedin email mail newsletter push home homepage index sidebar related recommend hot list menu nav top footer header
  mobile wap pc h5 web desktop kuaibao copy link qrcode official_account mp miniprogram dingtalk feishu twitterfeed
  hao123 360 uc ucbrowser newsapp webapp appshare pcweb`.split(/\s+/),
)
const pageNames = new Set(['page', 'p', 'pageno', 'page_no', 'pageindex', 'pagenum', 'currentpage'])
const clockNames = new Set([
  '_',
  '_t',
  't',
  'ts',
  'timestamp',
  'time',
  'v_time',
  'rand',
  'random',
  'rnd',
  'nocache',
  '_r',
  'r',
])

/** True when a parameter of an address does not change what is shown. Names without case, values as written. */
export function isTrackingParameter(name: string, value: string): boolean {
  const lower = name.toLowerCase()
  if (trackers.has(lower) || trackerPrefixes.some(prefix => lower.startsWith(prefix))) return true
  if (origins.has(lower)) return originValues.has(value.toLowerCase())
  if (lower === 'amp') return value === '' || value === '1' || value === 'amp'
  if (lower === 'outputtype') return value.toLowerCase() === 'amp'
  if (pageNames.has(lower)) return value === '1'
  if (clockNames.has(lower)) return /^(?:\d{10}|\d{13}|0\.\d{6,})$/.test(value)
  return false
}
