/** Where the person is: asked of the browser, else typed in. */

const PATIENCE = 8000

/** @returns latitude and longitude in degrees; null when nothing was said. Throws an Error with words for people. */
export async function askPlace() {
  const found = await locate()
  if (found) return found
  const typed = prompt('没有取得位置。请输入纬度和经度，例如 29.53 106.50（可在地图软件里查到）：')
  return typed === null || typed.trim() === '' ? null : readPlace(typed)
}

function locate() {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: coords.latitude, longitude: coords.longitude }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: PATIENCE },
    )
  })
}

/** Blanks, commas or a stroke between the two, full-width or not. */
function readPlace(text) {
  const numbers = text.normalize('NFKC').match(/-?\d+(?:\.\d+)?/g) ?? []
  if (numbers.length !== 2) throw new Error('请写纬度和经度两个数，例如 29.53 106.50。')
  return { latitude: Number(numbers[0]), longitude: Number(numbers[1]) }
}
