/** Whether a name is `wanted`, small letters of ASCII, in whatever case. The length tells most of them apart. */
export function isCalled(name: string, wanted: string): boolean {
  return name.length === wanted.length && name.toLowerCase() === wanted
}
