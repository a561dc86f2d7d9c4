import { day } from '#kernel/day.ts'
import type { Paper } from './paper.ts'

/** A statement of fees as the demonstration has one, in six languages: what every part of a paper looks like. */
export const aStatement: Paper = {
  title: {
    en: 'Statement of fees',
    zh: '费用清单',
    fr: 'Relevé des frais',
    es: 'Liquidación de tasas',
    ru: 'Расчёт сборов',
    ar: 'بيان الرسوم',
  },
  number: '2023-0417',
  on: day('2023-09-01'),
  from: {
    name: {
      en: 'Harbour Import Fair',
      zh: '港湾进口博览会',
      fr: 'Foire d’importation du Port',
      es: 'Feria de Importación del Puerto',
      ru: 'Портовая ярмарка импорта',
      ar: 'معرض المرفأ للاستيراد',
    },
    lines: ['1 Quay Street', 'fair.example.org'],
  },
  kicker: {
    en: 'Statement 2023-0417 · tariff version 3 · support rules version 2',
    zh: '清单 2023-0417 · 收费标准第 3 版 · 扶持规则第 2 版',
    fr: 'Relevé 2023-0417 · tarif, version 3 · règles de soutien, version 2',
    es: 'Liquidación 2023-0417 · tarifa, versión 3 · reglas de apoyo, versión 2',
    ru: 'Расчёт 2023-0417 · тариф, версия 3 · правила поддержки, версия 2',
    ar: 'البيان 2023-0417 · التعريفة، الإصدار 3 · قواعد الدعم، الإصدار 2',
  },
  mark: {
    en: 'Constructed for trying out',
    zh: '为试用而构造',
    fr: 'Construit pour essai',
    es: 'Construido para pruebas',
    ru: 'Составлено для пробы',
    ar: 'أُنشئ للتجربة',
  },
  parties: [
    {
      label: { en: 'Exhibitor', zh: '参展商', fr: 'Exposant', es: 'Expositor', ru: 'Экспонент', ar: 'العارض' },
      name: '东帝汶咖啡合作社 龑',
      otherName: 'Cooperativa Café Timor',
      lines: ['Rua de Caicoli, Dili', 'Timor-Leste'],
    },
    {
      label: { en: 'Organiser', zh: '主办方', fr: 'Organisateur', es: 'Organizador', ru: 'Организатор', ar: 'المنظّم' },
      name: 'معرض المرفأ للاستيراد',
      otherName: 'Harbour Import Fair',
      lines: ['1 Quay Street'],
    },
  ],
  facts: [
    {
      label: { en: 'Made out on', zh: '开具日期', fr: 'Établi le', es: 'Expedida el', ru: 'Дата', ar: 'حُرّر في' },
      value: {
        en: '1 September 2023',
        zh: '2023年9月1日',
        fr: '1 septembre 2023',
        es: '1 de septiembre de 2023',
        ru: '1 сентября 2023 г.',
        ar: '1 سبتمبر 2023',
      },
    },
    {
      label: { en: 'Booth', zh: '展位', fr: 'Stand', es: 'Stand', ru: 'Стенд', ar: 'الجناح' },
      value: {
        en: 'A07, hall 5',
        zh: '5号馆 A07',
        fr: 'A07, halle 5',
        es: 'A07, pabellón 5',
        ru: 'A07, зал 5',
        ar: 'A07، القاعة 5',
      },
    },
  ],
  sum: {
    label: { en: 'To pay', zh: '应付', fr: 'À payer', es: 'A pagar', ru: 'К оплате', ar: 'المطلوب دفعه' },
    amount: 'USD 0.00',
    why: {
      en: 'Timor-Leste is on the United Nations’ list of least developed countries on 5 November 2023, the day on which this edition opens.',
      zh: '2023年11月5日（本届开幕之日），东帝汶列于联合国最不发达国家名单。',
      fr: 'Le 5 novembre 2023, jour d’ouverture de cette édition, le Timor-Leste figure sur la liste des pays les moins avancés des Nations Unies.',
      es: 'El 5 de noviembre de 2023, día de apertura de esta edición, Timor-Leste figura en la lista de países menos adelantados de las Naciones Unidas.',
      ru: '5 ноября 2023 года, в день открытия, Тимор-Лешти состоит в списке наименее развитых стран Организации Объединённых Наций.',
      ar: 'في 5 نوفمبر 2023، يوم افتتاح هذه الدورة، تيمور - ليشتي مدرجة في قائمة الأمم المتحدة لأقل البلدان نموًا.',
    },
  },
  lines: {
    heads: {
      line: { en: 'Line', zh: '项目', fr: 'Poste', es: 'Concepto', ru: 'Позиция', ar: 'البند' },
      quantity: { en: 'Quantity', zh: '数量', fr: 'Quantité', es: 'Cantidad', ru: 'Количество', ar: 'الكمية' },
      amount: { en: 'USD', zh: 'USD', fr: 'USD', es: 'USD', ru: 'USD', ar: 'USD' },
    },
    rows: [
      {
        what: {
          en: 'Standard booth, 9 m²',
          zh: '标准展位 9 m²',
          fr: 'Stand standard, 9 m²',
          es: 'Stand estándar, 9 m²',
          ru: 'Стандартный стенд, 9 м²',
          ar: 'جناح قياسي، 9 م²',
        },
        why: {
          en: 'Tariff 3, rule 1: per booth of 9 m²',
          zh: '收费标准 3 第 1 条：每个 9 m² 展位',
          fr: 'Tarif 3, règle 1 : par stand de 9 m²',
          es: 'Tarifa 3, regla 1: por stand de 9 m²',
          ru: 'Тариф 3, правило 1: за стенд 9 м²',
          ar: 'التعريفة 3، القاعدة 1: لكل جناح مساحته 9 م²',
        },
        quantity: '2',
        amount: '6,000.00',
      },
      {
        what: {
          en: 'Free booths for least developed countries',
          zh: '最不发达国家免费展位',
          fr: 'Stands gratuits pour les pays les moins avancés',
          es: 'Stands gratuitos para los países menos adelantados',
          ru: 'Бесплатные стенды для наименее развитых стран',
          ar: 'أجنحة مجانية لأقل البلدان نموًا',
        },
        tag: { en: 'support', zh: '扶持', fr: 'soutien', es: 'apoyo', ru: 'поддержка', ar: 'دعم' },
        why: {
          en: 'Support 2, rule 1: up to 2 per economy; 2 of 2 left before, 0 after',
          zh: '扶持 2 第 1 条：每个经济体最多 2 个；之前剩 2 个，之后剩 0 个',
          fr: 'Soutien 2, règle 1 : 2 par économie au plus ; 2 avant, 0 après',
          es: 'Apoyo 2, regla 1: hasta 2 por economía; antes 2 de 2, después 0',
          ru: 'Поддержка 2, правило 1: до 2 на экономику; было 2 из 2, стало 0',
          ar: 'الدعم 2، القاعدة 1: حتى 2 لكل اقتصاد؛ كان 2 من 2 وصار 0',
        },
        quantity: '2',
        amount: '−6,000.00',
      },
    ],
    totals: [
      {
        label: { en: 'Total', zh: '合计', fr: 'Total', es: 'Total', ru: 'Итого', ar: 'المجموع' },
        amount: '0.00',
        strong: true,
      },
    ],
  },
  numbered: true,
  text: [
    {
      heading: { en: 'Terms', zh: '条款', fr: 'Conditions', es: 'Condiciones', ru: 'Условия', ar: 'الشروط' },
      paragraphs: [
        {
          en: 'The organiser reserves booth A07 for Cooperativa Café Timor from 5 to 10 November 2023 (contract no. 12345).',
          zh: '主办方为东帝汶咖啡合作社保留 A07 展位，自2023年11月5日至10日（合同编号 12345）。',
          fr: 'L’organisateur réserve le stand A07 à la Cooperativa Café Timor du 5 au 10 novembre 2023 (contrat nº 12345).',
          es: 'El organizador reserva el stand A07 a la Cooperativa Café Timor del 5 al 10 de noviembre de 2023 (contrato n.º 12345).',
          ru: 'Организатор оставляет стенд A07 за Cooperativa Café Timor с 5 по 10 ноября 2023 года (договор № 12345).',
          ar: 'يحجز المنظّم الجناح A07 لتعاونية Cooperativa Café Timor من 5 إلى 10 نوفمبر 2023 (العقد رقم 12345).',
        },
        {
          en: 'What is granted stays granted, even if the country graduates later.',
          zh: '已给予的扶持不因该国日后毕业而撤销。',
          fr: 'Ce qui est accordé le reste, même si le pays sort plus tard de la liste.',
          es: 'Lo concedido sigue concedido, aunque el país salga después de la lista.',
          ru: 'Предоставленное остаётся в силе, даже если страна позднее выйдет из списка.',
          ar: 'ما مُنح يبقى ممنوحًا ولو خرج البلد من القائمة لاحقًا.',
        },
      ],
    },
  ],
  notes: [
    {
      en: 'This statement can be computed again from the same facts at any time.',
      zh: '本清单可随时根据相同事实重新计算。',
      fr: 'Ce relevé peut être recalculé à tout moment à partir des mêmes faits.',
      es: 'Esta liquidación puede volver a calcularse en cualquier momento a partir de los mismos hechos.',
      ru: 'Этот расчёт можно в любое время повторить по тем же данным.',
      ar: 'يمكن حساب هذا البيان من جديد في أي وقت من الوقائع نفسها.',
    },
  ],
  signatures: [
    {
      label: {
        en: 'For the exhibitor',
        zh: '参展商代表',
        fr: 'Pour l’exposant',
        es: 'Por el expositor',
        ru: 'За экспонента',
        ar: 'عن العارض',
      },
      name: 'Maria Soares',
    },
    {
      label: {
        en: 'For the organiser',
        zh: '主办方代表',
        fr: 'Pour l’organisateur',
        es: 'Por el organizador',
        ru: 'За организатора',
        ar: 'عن المنظّم',
      },
      name: '王小明',
      day: '2023-09-01',
    },
  ],
}
