/** Picking a place from large to small: province, city, district. What was picked so far is the beginning of a GB/T 2260 code. Pure. */
import { areaList } from '@vant/area-data';

export interface Place {
  /** Two digits for a province, four for a city, six for a district. */
  readonly code: string;
  readonly name: string;
}

/** A place among others to pick from. */
export interface PlaceOffered extends Place {
  /** As it is called where all are of its kind: a province without what kind of province it is. */
  readonly called: string;
  /** `near`: the hall's own, or what that lies in. */
  readonly lies: 'near' | 'anywhere';
}

const { province_list: provinces, city_list: cities, county_list: counties } = areaList;

const placesIn = (list: Readonly<Record<string, string>>, beginning: string, length: number): readonly Place[] =>
  Object.entries(list).filter(([code]) => code.startsWith(beginning)).map(([code, name]) => ({ code: code.slice(0, length), name }));

/** The six-digit code under which the table has the name of a place. */
export const fullCode = (code: string): string => code.padEnd(6, '0');

/** What a division's six digits begin with as far as they name anything: 440100 → 4401. */
const beginningOf = (division: string): string => division.replace(/(?:00)+$/, '');

/** Groups of the table that are no place: counties directly under a province, and the like. */
const isGrouping = ({ name }: Place): boolean => name === '县' || name.includes('直辖');

const provinceName = (code: string): string => provinces[fullCode(code)] ?? code;
const isProvinceItself = ({ code, name }: Place): boolean => name === provinceName(code.slice(0, 2));

const districtsIn = (city: string): readonly Place[] => placesIn(counties, city, 6);

/** Nobody is asked for a city where that is the province (北京, 重庆), nor for a group of counties that belong to none (湖北's 仙桃). */
const placesUnder = (province: string): readonly Place[] =>
  placesIn(cities, province, 4).flatMap((city) => (isProvinceItself(city) || isGrouping(city) ? districtsIn(city.code) : [city]));

/** 广东省 → 广东; 广西壮族自治区 → 广西. */
const shortProvince = (name: string): string => name.replace(/(?:省|市|特别行政区|(?:壮族|回族|维吾尔)?自治区)$/, '');

function placesNext(picked: string): readonly Place[] {
  if (picked.length < 2) return placesIn(provinces, '', 2);
  if (picked.length < 4) return placesUnder(picked);
  return picked.length < 6 ? districtsIn(picked) : [];
}

/** The city of that division where it lies in one that can be picked: it is then picked with one touch, its province with it. */
const cityOf = (near: string): readonly Place[] => placesUnder(near.slice(0, 2)).filter(({ code }) => code.length === 4 && near.startsWith(code));

/** What can be picked next; nothing once a district was. Near places, of which `division` is the smallest, come first. */
export function nextPlaces(picked: string, division = ''): readonly PlaceOffered[] {
  const near = beginningOf(division);
  const next = placesNext(picked);
  const nearest = next.filter(({ code }) => near.startsWith(code));
  const offered = (places: readonly Place[], lies: PlaceOffered['lies']): readonly PlaceOffered[] =>
    places.map(({ code, name }) => ({ code, name, called: code.length === 2 ? shortProvince(name) : name, lies }));
  return [
    ...offered([...(picked === '' && near !== '' ? cityOf(near) : []), ...nearest], 'near'),
    ...offered(next.filter((place) => !nearest.includes(place)), 'anywhere'),
  ];
}

/** The places picked so far, largest first. */
export function pickedPlaces(picked: string): readonly Place[] {
  const city: Place = { code: picked.slice(0, 4), name: cities[fullCode(picked.slice(0, 4))] ?? picked };
  return [
    ...(picked.length >= 2 ? [{ code: picked.slice(0, 2), name: provinceName(picked.slice(0, 2)) }] : []),
    ...(picked.length >= 4 && !isProvinceItself(city) && !isGrouping(city) ? [city] : []),
    ...(picked.length >= 6 ? [{ code: picked, name: counties[picked] ?? picked }] : []),
  ];
}
