import { areaList } from '@vant/area-data';
import { expect, test } from 'vitest';
import { nextPlaces, pickedPlaces } from './places.ts';

const names = (picked: string, near?: string): readonly string[] => nextPlaces(picked, near).map(({ called }) => called);
const nearIn = (picked: string, near: string): readonly string[] => nextPlaces(picked, near).filter(({ lies }) => lies === 'near').map(({ called }) => called);
const said = (picked: string): readonly string[] => pickedPlaces(picked).map(({ name }) => name);

test('a place is picked from province to district, provinces by their short names and told in full', () => {
  expect(names('')).toHaveLength(34);
  expect(names('').slice(0, 5)).toEqual(['北京', '天津', '河北', '山西', '内蒙古']);
  expect(names('').filter((name) => name.length > 3), 'three characters at most').toEqual([]);
  expect(names('44')).toContain('广州市');
  expect(nextPlaces('4401')).toContainEqual({ code: '440106', name: '天河区', called: '天河区', lies: 'anywhere' });
  expect(nextPlaces('440106')).toEqual([]);
  expect(said('440106')).toEqual(['广东省', '广州市', '天河区']);
});

test('nobody is asked for a city where the province is one, nor for a group of counties that is no place', () => {
  expect(names('11')).toContain('东城区');
  expect(said('110101')).toEqual(['北京市', '东城区']);
  expect(names('50'), 'districts and counties of one city').toHaveLength(38);
  expect(said('500243')).toEqual(['重庆市', '彭水苗族土家族自治县']);
  expect(names('42')).toEqual(expect.arrayContaining(['武汉市', '仙桃市', '神农架林区']));
  expect(said('429004')).toEqual(['湖北省', '仙桃市']);
});

test('every district of the table can be picked, once', () => {
  const reached = (picked: string): readonly string[] => {
    const next = nextPlaces(picked);
    return next.length === 0 ? [picked] : next.flatMap(({ code }) => reached(code));
  };
  expect(reached('').toSorted()).toEqual(Object.keys(areaList.county_list).toSorted());
});

test('in a hall of a city that city comes first, with one touch, then its province; in the province the city', () => {
  expect(names('', '440100').slice(0, 3)).toEqual(['广州市', '广东', '北京']);
  expect(nextPlaces('', '440100')[0]?.code).toBe('4401');
  expect(names('', '440100'), 'the province stands there once').toHaveLength(35);
  expect(nearIn('', '440100')).toEqual(['广州市', '广东']);
  expect(names('44', '440100')[0]).toBe('广州市');
  expect(nearIn('4401', '440100')).toEqual([]);
  expect(nearIn('32', '440100')).toEqual([]);
});

test('a hall of a district, of a province, or of a city that is a province, has what is nearest first', () => {
  expect(nearIn('', '440106')).toEqual(['广州市', '广东']);
  expect(names('4401', '440106')[0]).toBe('天河区');
  expect(nearIn('', '440000')).toEqual(['广东']);
  expect(nearIn('', '110101')).toEqual(['北京']);
  expect(names('11', '110105')[0]).toBe('朝阳区');
  expect(nearIn('', '429004')).toEqual(['湖北']);
  expect(names('42', '429004')[0]).toBe('仙桃市');
});
