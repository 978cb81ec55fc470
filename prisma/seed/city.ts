/** The demo city: fictional, Portuguese-speaking. Names, projects and figures are ours. */

export const CITY = {
  name: 'Vila Clara',
  currency: 'BRL',
  currencyExponent: 2,
  languages: ['en', 'pt-BR'],
  timeZone: 'America/Sao_Paulo',
};

export const AREAS = [
  { slug: 'ribeira', name: 'Ribeira', population: 39_100 },
  { slug: 'alto-da-se', name: 'Alto da Sé', population: 78_800 },
  { slug: 'vale-novo', name: 'Vale Novo', population: 135_200 },
  { slug: 'portela', name: 'Portela', population: 119_200 },
  { slug: 'campo-grande', name: 'Campo Grande', population: 117_100 },
];

export const THEMES = [
  { slug: 'water', name: 'Pavimentação e águas' },
  { slug: 'play', name: 'Lazer' },
  { slug: 'parks', name: 'Parques e praças' },
  { slug: 'streets', name: 'Ruas' },
  { slug: 'culture', name: 'Cultura' },
  { slug: 'music', name: 'Juventude e música' },
  { slug: 'health', name: 'Saúde' },
  { slug: 'cycling', name: 'Bicicletas' },
  { slug: 'transport', name: 'Transporte' },
  { slug: 'accessibility', name: 'Acessibilidade' },
  { slug: 'food', name: 'Cozinhas e hortas' },
  { slug: 'lighting', name: 'Iluminação' },
];

export type DemoProject = { code: string; theme: string; title: string; summary: string; cost: number };

export const RIBEIRA: DemoProject[] = [
  {
    code: 'R01',
    theme: 'water',
    title: 'Galerias pluviais na Rua do Cais',
    summary: 'Evita que a rua alague na maré alta. 212 casas.',
    cost: 1_450_000,
  },
  {
    code: 'R02',
    theme: 'play',
    title: 'Parquinho para todos no Largo do Moinho',
    summary: 'Balanços para cadeira de rodas, sombra e água para beber.',
    cost: 540_000,
  },
  {
    code: 'R03',
    theme: 'streets',
    title: 'Travessia segura na Escola Padre Anchieta',
    summary: 'Faixa elevada, iluminação e calçada mais larga.',
    cost: 240_000,
  },
  {
    code: 'R04',
    theme: 'culture',
    title: 'Sala de leitura na antiga casa da balsa',
    summary: 'Quarenta lugares, salas silenciosas, aberta até as 22 h.',
    cost: 890_000,
  },
  {
    code: 'R05',
    theme: 'health',
    title: 'Espera coberta no posto de saúde',
    summary: 'Bancos, ventilação e banheiro acessível para quem espera.',
    cost: 620_000,
  },
  {
    code: 'R06',
    theme: 'cycling',
    title: 'Ciclovia até o mercado',
    summary: 'Dois quilômetros separados dos carros, com bicicletário.',
    cost: 1_180_000,
  },
  {
    code: 'R07',
    theme: 'accessibility',
    title: 'Rampas e corrimãos na Escadaria da Luz',
    summary: 'Subir com carrinho, bengala ou compras sem medo de cair.',
    cost: 270_000,
  },
  {
    code: 'R08',
    theme: 'food',
    title: 'Cozinha e horta comunitária',
    summary: 'Cozinha equipada e canteiros atrás da associação de moradores.',
    cost: 460_000,
  },
  {
    code: 'R09',
    theme: 'lighting',
    title: 'Postes de luz na Travessa do Forno',
    summary: 'Dezoito postes de LED onde hoje não há nenhum.',
    cost: 310_000,
  },
  {
    code: 'R10',
    theme: 'parks',
    title: 'Árvores e bancos na Rua das Flores',
    summary: 'Sessenta árvores nativas e vinte bancos à sombra.',
    cost: 380_000,
  },
  {
    code: 'R11',
    theme: 'transport',
    title: 'Abrigos nos pontos da linha 14',
    summary: 'Nove abrigos com banco e horário em letra grande.',
    cost: 350_000,
  },
  {
    code: 'R12',
    theme: 'music',
    title: 'Sala de música no clube da juventude',
    summary: 'Isolamento acústico, instrumentos e professor duas vezes por semana.',
    cost: 470_000,
  },
];

export const CITYWIDE: DemoProject[] = [
  {
    code: 'C01',
    theme: 'health',
    title: 'Clínica móvel para os bairros do vale',
    summary: 'Uma unidade com médica e dentista, cada bairro uma vez por semana.',
    cost: 2_400_000,
  },
  {
    code: 'C02',
    theme: 'transport',
    title: 'Passe livre aos domingos',
    summary: 'Ônibus sem tarifa em todos os domingos de um ano.',
    cost: 3_100_000,
  },
  {
    code: 'C03',
    theme: 'culture',
    title: 'Bibliotecas abertas até mais tarde',
    summary: 'Cinco bibliotecas até as 21 h e aos sábados.',
    cost: 1_250_000,
  },
  {
    code: 'C04',
    theme: 'water',
    title: 'Bacia de retenção no Córrego Fundo',
    summary: 'Segura a água das chuvas fortes e vira campo de jogo na seca.',
    cost: 4_200_000,
  },
  {
    code: 'C05',
    theme: 'play',
    title: 'Sombra nas quadras das escolas',
    summary: 'Cobertura em oito quadras de escolas públicas.',
    cost: 1_900_000,
  },
  {
    code: 'C06',
    theme: 'lighting',
    title: 'Caminhos iluminados até os pontos de ônibus',
    summary: 'Luz nos trajetos a pé mais usados à noite.',
    cost: 1_600_000,
  },
  {
    code: 'C07',
    theme: 'food',
    title: 'Lavanderias coletivas',
    summary: 'Três lavanderias com espaço para crianças.',
    cost: 1_350_000,
  },
  {
    code: 'C08',
    theme: 'streets',
    title: 'Calçadas sem degraus no centro',
    summary: 'Rebaixos, piso tátil e árvores onde cabem.',
    cost: 2_750_000,
  },
];

export const SCHOOLS: DemoProject[] = [
  {
    code: 'E01',
    theme: 'play',
    title: 'Pátio de areia na creche Girassol',
    summary: 'Areia limpa, sombra e torneira baixa para as crianças menores.',
    cost: 280_000,
  },
  {
    code: 'E02',
    theme: 'food',
    title: 'Cozinha escolar no Vale Novo',
    summary: 'Fogões e câmara fria para cozinhar na própria escola.',
    cost: 520_000,
  },
  {
    code: 'E03',
    theme: 'music',
    title: 'Instrumentos para a banda da Portela',
    summary: 'Trinta instrumentos e armários para guardá-los.',
    cost: 190_000,
  },
  {
    code: 'E04',
    theme: 'accessibility',
    title: 'Elevador na Escola Dom Pedro',
    summary: 'Três andares sem degraus para quem usa cadeira de rodas.',
    cost: 640_000,
  },
  {
    code: 'E05',
    theme: 'cycling',
    title: 'Bicicletários em seis escolas',
    summary: 'Cobertos, com cadeado e bomba de ar.',
    cost: 150_000,
  },
];
