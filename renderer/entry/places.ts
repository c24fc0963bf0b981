/** Picking a place from large to small: province, city, district. What was picked so far is the beginning of a GB/T 2260 code. Pure. */
import { areaList } from '@vant/area-data';

export interface Place {
  /** Two digits for a province, four for a city, six for a district. */
  readonly code: string;
  readonly name: string;
}

const { province_list: provinces, city_list: cities, county_list: counties } = areaList;

const placesIn = (list: Readonly<Record<string, string>>, beginning: string, length: number): readonly Place[] =>
  Object.entries(list).filter(([code]) => code.startsWith(beginning)).map(([code, name]) => ({ code: code.slice(0, length), name }));

/** The six-digit code under which the table has the name of a place. */
export const fullCode = (code: string): string => code.padEnd(6, '0');

/** Where there is but one city in a province (北京), nobody is asked for it. */
function withoutSoleCity(province: string): readonly Place[] {
  const inProvince = placesIn(cities, province, 4);
  const [sole] = inProvince;
  return inProvince.length === 1 && sole ? placesIn(counties, sole.code, 6) : inProvince;
}

/** What can be picked next; nothing once a district was. */
export function nextPlaces(picked: string): readonly Place[] {
  if (picked.length < 2) return placesIn(provinces, '', 2);
  if (picked.length < 4) return withoutSoleCity(picked);
  return picked.length < 6 ? placesIn(counties, picked, 6) : [];
}

/** The places picked so far, largest first. */
export function pickedPlaces(picked: string): readonly Place[] {
  const province = picked.slice(0, 2);
  const city = picked.slice(0, 4);
  const soleCity = placesIn(cities, province, 4).length === 1;
  return [
    ...(picked.length >= 2 ? [{ code: province, name: provinces[fullCode(province)] ?? province }] : []),
    ...(picked.length >= 4 && !soleCity ? [{ code: city, name: cities[fullCode(city)] ?? city }] : []),
    ...(picked.length >= 6 ? [{ code: picked, name: counties[picked] ?? picked }] : []),
  ];
}
