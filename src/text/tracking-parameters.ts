/**
 * Query parameters that say how a reader came, never what is shown. Names in lower case, from the lists that feed
 * readers, browsers and privacy filters keep, from what the press adds to its own feeds and newsletters, and from the
 * share links of Chinese portals. Not here, because somewhere they are an article's identity: id cid sid aid mid nid tid v.
 */
const trackers = new Set(
  [
    // Advertising networks and measuring services.
    `_ga _gac _gl _ke _kx _openstat _trkparms adgroupid admitad_uid algorithm awc beicode btag cjdata cjevent
    dclid dicbo dm_i dm_t ef_id epik fbclid gad gad_campaignid gad_source gbraid gclid gclsrc gs_l igsh igshid
    im_ref irclickid irgwc li_fat_id lipi mbextid mibextid mkwid msclkid nb_klid ob_click_id oborigurl pcrid
    raneaid ranmid ransiteid rb_clickid rdt_cid s_kwcid sccid sfnsn tblci tduid trackingid ttclid twclid tw_clickid
    vkclid vmcid cm_mmc cm_mmca1 cm_mmca2 cm_me cm_re cm_sp dgcid ev_sid fb_xd_fragment fbadid gclaw gps_adid ir_campaignid irclid
    li_medium li_source mkcid mkevt mkrid nx_source obclickid outbrainclickid scadid srsltid syclid twcamp twgr twsrc twterm unptid wbraid wickedid wickedsource wprov ymclid yclid ysclid zanpid`,
    `matomo_campaign matomo_keyword mtm_cid mtm_content mtm_group mtm_keyword mtm_kwd mtm_medium mtm_placement mtm_source
    piwik_campaign piwik_keyword piwik_kwd pk_campaign pk_cid pk_content pk_cpn pk_keyword pk_kwd pk_medium pk_source
    pk_vid`,
    // Mail and marketing systems.
    `_cldee _fluentcrm et_rid elqaid elqak elqat elqcampaignid elqcsid hootpostid hss_channel mi_u sfmc_activityid sfmc_id sfmc_sub
    sms_click sms_source sms_uph spjobid spmailingid spreportid spuserid wemail wkey __hsfp __hssc __hstc __s _bta_c _bta_tid _hsenc _hsmi _branch_match_id _branch_referrer ck_subscriber_id
    campaign_id campaignid email_hash email_source email_token email_referrer hsctatracking inf_contact_key mailid
    mc_cid mc_eid mkt_tok ml_subscriber ml_subscriber_hash nr_email_referer oly_anon_id oly_enc_id omnisendcontactid
    s_cid s_icid sb_referer_host sc_campaign sc_channel sc_cid sc_content sc_country sc_eh sc_lid sc_llid sc_medium
    sc_outcome sc_publisher sc_segment sc_src sc_uid sendinblue_id ss_campaign_id ss_campaign_name ss_campaign_sent_date
    ss_email_id ss_source trk trkcampaign trkemail trkinfo vero_conv vero_id vgo_ee wt_mc wt_zmc xnpe_tifc`,
    // What newspapers, broadcasters and agencies add to the addresses of their own pages.
    `__source __twitter_impression amp_gsa amp_js_v amp_r at_campaign at_custom1 at_custom2 at_custom3 at_custom4
    at_format at_link_id at_link_origin at_link_type at_medium at_ptr_name at_recipient_id at_recipient_list bxid
    cmp cmpid cndid cx_clsval cx_cp cx_fm cx_mdate cx_ml cx_testid cx_testvariant emc esrc feedname feedtype fsrc ftag
    ftcamp gepc guccounter guce_referrer guce_referrer_sig hasha hashb hashc icid icmp in_source intcid intcmp iref
    itid ito leadsource maca mbid mktcid mktcval n_cid ncid nlid ns_campaign ns_linkname ns_mchannel ns_source ocid
    pianoid pwapi_token refresh_ce reflink sara_icid sara_ref sc_ref
    mrfcid mrfhud refsrc rtid share sharetype simplereach smid smprod smtyp soc_src soc_trk src_medium sref srnd taid traffic_source usqp wpisrc wpmm wtmc
    wtrid xtcr xtor`,
    `cvid fb_action_ids fb_action_types fb_comment_id fb_ref fb_source action_object_map action_ref_map action_type_map
    feature_share ref_src ref_url referer referrer twitter_impression`,
    // Korean and Japanese portals.
    `adtag kakao_agent n_ad n_ad_group n_ad_group_type n_campaign_type n_keyword n_keyword_id n_mall_pid n_media n_query
    n_rank napm yj_r`,
    // Chinese portals and what WeChat, Weibo, QQ, Toutiao, Zhihu and others add when a page is shared.
    `app_download app_platform appid_share apptime ascene author_share bbid bd_vid bizpsid bsh_bid cardid chinfo chksm
    clickfrom clicktime commtag cre devicetype enterid eqid exportkey forceh5 from_search from_source from_spmid
    fromgroup frommodule gdt_vid gsc is_from_webapp isappinstalled jsessionid launch_from log_from nsukey nwr_flag
    open_id_share pass_ticket pgv_ref phpsessid plat_id plg_auth plg_nld plg_uin plg_usr plg_vkey poc_token ptag pvid
    qhclickid recruiter rfunc s_channel s_trans scene scm scm_id search_source sec_user_share seid session_id sessionid
    sharefrom sharer shareid shareredid sharer_shareid sharer_sharetime sharetime sharetoken sourcetype_share
    spm spm_id_from spmid spsdevid spsnuid spsshare spss spsts spstoken spsvid srcid_share strategyid subscene sudaref
    tdsourcetag timestamp_share tt_from unique_k use_new_style ut_sk utparam vd_source version_share wechat_redirect
    weibo_id wvr wx_channel wx_from wx_header wx_hidemenu wx_navbar_transparent wx_openid wx_share wx_sharer wx_source wx_token wxfrom wxshare wxshare_count wxsharecount wxshareuid xhsshare xsec_source xsec_token zarsrc`,
  ].flatMap(names => names.trim().split(/\s+/)),
)
/** Families of names: each prefix ends where its system's own word ends, so that no other name begins with it by chance. */
const trackerPrefixes = [
  'utm_',
  'mtm_',
  'matomo_',
  'share_',
  'weixin_',
  'hmsr',
  'hmpl',
  'hmcu',
  'hmkw',
  'hmci',
  'hsa_',
  'elqtrack',
  'bsft_',
  'lmd_',
  'sara_',
  'wt.',
  'guce_',
  'pf_rd_',
  'taboola_',
  'ga_',
  'yandex_',
  'aff_',
  'trk_',
  'itm_',
  'stm_',
  'at_recipient',
  '_x_tr_',
]

/** Parameters that are a tracker or an identity, by what they hold. */
const origins = new Set(
  'from source src ref fr channel ch isfrom frm sourcefrom refer via entry sf share_source plat platform partner mod campaign'.split(
    ' ',
  ),
)
/** Values that say how a reader came. */
const originValues = new Set(
  `timeline singlemessage groupmessage weixin wechat wx weixin_timeline weibo qq qzone sina share sharing shared rss feed
  atom app client search baidu google sogou bing so360 toutiao douyin zhihu xiaohongshu facebook twitter x telegram
  linkedin email mail newsletter push home homepage index sidebar related recommend hot list menu nav top footer header
  mobile wap pc h5 web desktop kuaibao copy link qrcode official_account mp miniprogram dingtalk feishu twitterfeed
  hao123 360 uc ucbrowser newsapp webapp appshare pcweb rss2 feedburner feedly flipboard smartnews yahoo naver kakao
  line instagram reddit whatsapp pinterest youtube slack teams dlvr ifttt hootsuite buffer social tw fb ig li wa
  hp e2tw e2fb e2li`.split(/\s+/),
)
/** Words that stand beside an origin and say nothing of their own: `rss_feed`, `home-page`, `twitter_button`. */
const fillers = new Set(
  `the page button link box top bottom left right nav bar module card tile widget block web site app article story news
  post daily weekly morning evening alert all main en zh cn us uk`.split(/\s+/),
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
  if (origins.has(lower)) return isOrigin(value.toLowerCase())
  if (lower === 'amp') return value === '' || value === '1' || value === 'amp'
  if (lower === 'outputtype') return value.toLowerCase() === 'amp'
  if (pageNames.has(lower)) return value === '1'
  if (clockNames.has(lower)) return /^(?:\d{10}|\d{13}|0\.\d{6,})$/.test(value)
  return false
}

/** An address as it is shown: without the parameters that say how a reader came, and otherwise as it is written. */
export function withoutTracking(href: string): string {
  const [, head = '', query = '', rest = ''] = /^([^?#]*)\?([^#]*)(.*)$/s.exec(href) ?? []
  const parts = query.split('&')
  const kept = parts.filter(part => {
    const [name = '', ...value] = part.split('=')
    return !isTrackingParameter(name, value.join('='))
  })
  if (!query || kept.length === parts.length) return href
  return `${head}${kept.length > 0 ? `?${kept.join('&')}` : ''}${rest}`
}

/** A word for how a reader came, such words put together, or the host that the reader came from. */
function isOrigin(value: string): boolean {
  if (originValues.has(value)) return true
  if (/^(?:[a-z\d-]+\.)+[a-z]{2,}$/.test(value)) return !/\.(?:s?html?|php|jsp|aspx?)$/.test(value)
  const [first = '', ...others] = value.split(/[-_.+ ]|%20/)
  // A feed is named with its subject: rss_world, feed-markets.
  if (
    /^(?:rss|feeds?|atom|newsletters?)$/.test(first) &&
    others.every(word => /^[a-z]*$/.test(word))
  )
    return true
  return (
    originValues.has(first) &&
    others.length > 0 &&
    others.every(word => originValues.has(word) || fillers.has(word) || /^\d{0,2}$/.test(word))
  )
}
