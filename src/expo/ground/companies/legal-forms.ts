/**
 * The legal forms of companies, which say nothing of who one is: left out before names are compared. After the list ISO 20275 (entity
 * legal forms) draws from, kept to what stands in names. Written as tokens are: lower case, without points.
 */
export const LEGAL_FORMS: ReadonlySet<string> = new Set(
  [
    // English and what is written in Latin letters in many places
    'ltd limited co company inc incorporated corp corporation llc llp lp plc pte pty pvt private pc',
    'gmbh mbh ag kg kgaa ug ohg ev eg se sce',
    'sa sas sasu sarl sarlu eurl snc sci scs spa srl srls sapa scarl scrl sprl bv bvba nv vof cvba asbl',
    'sl slu sau sac saa saic sapi cv eirl ltda lda me epp eireli unipessoal anonima limitada',
    'ab as asa aps oy oyj hf ehf ou uab sia tov kft zrt nyrt bt doo dd ad ood eood sro',
    'pt tbk cv sdn bhd jsc ojsc cjsc pjsc kk yk gk cia tnhh',
    'fze fzc fzco fzllc dmcc wll bsc ksc kscc saog saoc sal sae',
    // Russian and its neighbours, as written in Latin letters too
    'ooo oao zao pao ao nao ip too tdo chp',
    'ооо оао зао пао ао нао ип тоо тов чп пп',
    // Greek, Turkish, Hebrew
    'αε επε ικε οε εε aş aş ltdşti şti şirketi anonim בעמ',
    // Arabic and Persian: company, limited, and the usual initials
    'شركة الشركة شركه شرکت محدودة المحدودة محدوده المحدوده محدود المحدود شمم ذمم شذمم شمع شمك ممح شمل مساهمة مساهمه سهامی خاص',
    // Korean, Thai, Lao, Khmer, Burmese
    '주식회사 유한회사 주 บริษัท จำกัด มหาชน ບໍລິສັດ ຈຳກັດ ຈໍາກັດ',
  ]
    .join(' ')
    .normalize('NFKC')
    .split(' '),
)

/** Forms of several words, and those that are written without a space before them. */
export const LEGAL_PHRASES: readonly RegExp[] = [
  /股份有限公司|有限责任公司|有限責任公司|有限公司|股份公司|株式会社|有限会社|合同会社|合資会社/u,
  /общество с ограниченной ответственностью|(?:публичное |закрытое |открытое )?акционерное общество/u,
  /ذات (?:ال)?مسؤولي[ةه] (?:ال)?محدود[ةه]|مساهم[ةه] (?:عام[ةه]|مقفل[ةه])/u,
  /sp\.? z o\. ?o\.?|công ty (?:tnhh|cổ phần)|sociedad (?:anónima|limitada)|société (?:anonyme|à responsabilité limitée)/u,
  /บริษัท|จำกัด|\(มหาชน\)/u,
].map((phrase) => new RegExp(phrase.source.normalize('NFKC'), 'gu'))
