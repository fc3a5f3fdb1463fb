/** Card JSON 2.0 as Feishu documents it: unknown properties are errors, and so is everything over a limit. */
import { z } from 'zod'

const spacing = z.string().regex(/^(small|medium|large|extra_large|\d{1,2}px)$/)
const edges = z.string().regex(/^-?\d{1,2}(px)?( -?\d{1,2}(px)?){0,3}$/)
const elementId = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,19}$/)
const align = z.enum(['left', 'center', 'right'])
const vertical = z.enum(['top', 'center', 'bottom'])
const callbackValue = z.union([z.string(), z.record(z.string(), z.unknown())])
const common = { element_id: elementId.optional(), margin: edges.optional() }
const layout = {
  direction: z.enum(['vertical', 'horizontal']).optional(),
  horizontal_spacing: spacing.optional(),
  horizontal_align: align.optional(),
  vertical_spacing: spacing.optional(),
  vertical_align: vertical.optional(),
  padding: edges.optional(),
}

/** An element inside a container; the schema below knows it better than its type. */
interface Inner {
  readonly tag: string
}

const plainText = z.strictObject({ tag: z.literal('plain_text'), content: z.string() })
const shortText = z.strictObject({ tag: z.literal('plain_text'), content: z.string().max(100) })
const titleText = z.strictObject({ tag: z.enum(['plain_text', 'lark_md']), content: z.string() })
const icon = z.strictObject({
  tag: z.enum(['standard_icon', 'custom_icon']),
  token: z.string().optional(),
  color: z.string().optional(),
  size: z.string().optional(),
})
const confirm = z.strictObject({ title: plainText, text: plainText })
const behavior = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('callback'), value: callbackValue }),
  z.strictObject({
    type: z.literal('open_url'),
    default_url: z.url(),
    pc_url: z.string().optional(),
    ios_url: z.string().optional(),
    android_url: z.string().optional(),
  }),
])
const behaviors = z.array(behavior).min(1)

const markdown = z.strictObject({
  ...common,
  tag: z.literal('markdown'),
  content: z.string(),
  text_size: z.enum(['normal', 'notation', 'heading', 'small', 'medium', 'large', 'x-large']).optional(),
  text_align: align.optional(),
  icon: icon.optional(),
})
const divider = z.strictObject({ ...common, tag: z.literal('hr') })

const table = z.strictObject({
  ...common,
  tag: z.literal('table'),
  page_size: z.number().int().min(1).max(10).optional(),
  row_height: z
    .string()
    .regex(/^(low|middle|high|auto|(3[2-9]|[4-9]\d|1[01]\d|12[0-4])px)$/)
    .optional(),
  row_max_height: z
    .string()
    .regex(/^\d{2,3}px$/)
    .optional(),
  freeze_first_column: z.boolean().optional(),
  header_style: z
    .strictObject({
      text_align: align.optional(),
      text_size: z.enum(['normal', 'heading']).optional(),
      background_style: z.enum(['grey', 'none']).optional(),
      text_color: z.enum(['default', 'grey']).optional(),
      bold: z.boolean().optional(),
      lines: z.number().int().min(1).optional(),
    })
    .optional(),
  columns: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        display_name: z.string().optional(),
        width: z.string().optional(),
        data_type: z.enum(['text', 'lark_md', 'options', 'number', 'persons', 'date', 'markdown']),
        horizontal_align: align.optional(),
        vertical_align: vertical.optional(),
        format: z.strictObject({ symbol: z.string().max(1).optional(), precision: z.number().optional() }).optional(),
        date_format: z.string().optional(),
      }),
    )
    .min(1)
    .max(50),
  rows: z.array(z.record(z.string(), z.unknown())),
})

const chart = z.strictObject({
  ...common,
  tag: z.literal('chart'),
  aspect_ratio: z.enum(['1:1', '2:1', '4:3', '16:9']).optional(),
  color_theme: z.enum(['brand', 'rainbow', 'complementary', 'converse', 'primary']).optional(),
  preview: z.boolean().optional(),
  height: z
    .string()
    .regex(/^(auto|[1-9]\d{0,2}px)$/)
    .optional(),
  chart_spec: z
    .looseObject({
      type: z.string(),
      data: z.union([z.looseObject({ values: z.array(z.unknown()) }), z.array(z.unknown())]),
    })
    .refine((spec) => JSON.stringify(spec).length > 0, 'the spec must be JSON'),
})

const button = z.strictObject({
  ...common,
  tag: z.literal('button'),
  type: z
    .enum(['default', 'primary', 'danger', 'text', 'primary_text', 'danger_text', 'primary_filled', 'danger_filled'])
    .optional(),
  size: z.enum(['tiny', 'small', 'medium', 'large']).optional(),
  width: z.string().optional(),
  text: shortText.extend({ content: z.string().min(1).max(100) }),
  icon: icon.optional(),
  confirm: confirm.optional(),
  behaviors: behaviors.optional(),
  disabled: z.boolean().optional(),
  name: z.string().min(1).optional(),
  form_action_type: z.enum(['submit', 'reset']).optional(),
})

const select = z.strictObject({
  ...common,
  tag: z.literal('select_static'),
  type: z.enum(['default', 'text']).optional(),
  name: z.string().min(1).optional(),
  required: z.boolean().optional(),
  disabled: z.boolean().optional(),
  initial_index: z.number().int().min(0).optional(),
  initial_option: z.string().optional(),
  placeholder: shortText.optional(),
  width: z.string().optional(),
  behaviors: behaviors.optional(),
  confirm: confirm.optional(),
  options: z.array(z.strictObject({ text: plainText, icon: icon.optional(), value: z.string() })).min(1),
})

const input = z.strictObject({
  ...common,
  tag: z.literal('input'),
  name: z.string().min(1),
  required: z.boolean().optional(),
  disabled: z.boolean().optional(),
  placeholder: shortText.optional(),
  default_value: z.string().optional(),
  width: z.string().optional(),
  max_length: z.number().int().min(1).max(1000).optional(),
  input_type: z.enum(['text', 'multiline_text', 'password']).optional(),
  rows: z.number().int().min(1).optional(),
  auto_resize: z.boolean().optional(),
  max_rows: z.number().int().min(1).optional(),
  label: plainText.optional(),
  label_position: z.enum(['top', 'left']).optional(),
  behaviors: behaviors.optional(),
})

const column = z.strictObject({
  ...common,
  ...layout,
  tag: z.literal('column'),
  width: z
    .string()
    .regex(/^(auto|weighted|\d{2,3}px)$/)
    .optional(),
  weight: z.number().int().min(1).max(5).optional(),
  background_style: z.string().optional(),
  get elements(): z.ZodArray<z.ZodType<Inner>> {
    return z.array(inner)
  },
})
const columnSet = z.strictObject({
  ...common,
  tag: z.literal('column_set'),
  flex_mode: z.enum(['none', 'stretch', 'flow', 'bisect', 'trisect']).optional(),
  horizontal_spacing: spacing.optional(),
  horizontal_align: align.optional(),
  background_style: z.string().optional(),
  columns: z.array(column).min(1),
})
const panel = z.strictObject({
  ...common,
  ...layout,
  tag: z.literal('collapsible_panel'),
  expanded: z.boolean().optional(),
  background_color: z.string().optional(),
  header: z.strictObject({
    title: z.strictObject({ tag: z.enum(['plain_text', 'markdown']), content: z.string() }).optional(),
    background_color: z.string().optional(),
    vertical_align: vertical.optional(),
    padding: edges.optional(),
    width: z.enum(['fill', 'auto', 'auto_when_fold']).optional(),
    icon: icon.optional(),
    icon_position: z.enum(['left', 'right', 'follow_text']).optional(),
    icon_expanded_angle: z.number().optional(),
  }),
  border: z.strictObject({ color: z.string().optional(), corner_radius: z.string().optional() }).optional(),
  get elements(): z.ZodArray<z.ZodType<Inner>> {
    return z.array(inner)
  },
})
const form = z.strictObject({
  ...common,
  ...layout,
  tag: z.literal('form'),
  name: z.string().min(1),
  get elements(): z.ZodArray<z.ZodType<Inner>> {
    return z.array(inner).min(1)
  },
})

/** What may stand inside a container: everything but tables and forms. */
const inner = z.discriminatedUnion('tag', [markdown, divider, chart, button, select, input, columnSet, panel])
/** What may stand at the root. */
const element = z.discriminatedUnion('tag', [
  markdown,
  divider,
  table,
  chart,
  button,
  select,
  input,
  columnSet,
  panel,
  form,
])

export const cardJsonSchema = z.strictObject({
  schema: z.literal('2.0'),
  config: z
    .strictObject({
      update_multi: z.literal(true).optional(),
      enable_forward: z.boolean().optional(),
      enable_forward_interaction: z.boolean().optional(),
      width_mode: z.enum(['default', 'compact', 'fill']).optional(),
      summary: z.strictObject({ content: z.string() }).optional(),
      streaming_mode: z.literal(false).optional(),
    })
    .optional(),
  card_link: z.strictObject({ url: z.url() }).optional(),
  header: z
    .strictObject({
      title: titleText,
      subtitle: titleText.optional(),
      text_tag_list: z
        .array(z.strictObject({ tag: z.literal('text_tag'), text: plainText, color: z.string().optional() }))
        .max(3)
        .optional(),
      template: z
        .enum([
          'blue',
          'wathet',
          'turquoise',
          'green',
          'yellow',
          'orange',
          'red',
          'carmine',
          'violet',
          'purple',
          'indigo',
          'grey',
          'default',
        ])
        .optional(),
      icon: icon.optional(),
      padding: edges.optional(),
    })
    .optional(),
  body: z.strictObject({ ...layout, elements: z.array(element) }),
})
export type CardJson = z.infer<typeof cardJsonSchema>
