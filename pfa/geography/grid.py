"""From the National Grid to latitude and longitude.

Redfearn's series and the seven-parameter shift as printed in "A guide to coordinate systems in Great Britain"
(Ordnance Survey, annexes B and C). The shift is good to about five metres, far finer than a postcode.
"""

from __future__ import annotations

import math

AIRY_A, AIRY_B = 6377563.396, 6356256.909  # metres, the ellipsoid of the National Grid
WGS_A, WGS_B = 6378137.0, 6356752.3142  # metres, the ellipsoid of satellites and web maps
SCALE = 0.9996012717  # on the central meridian
TRUE_LAT, TRUE_LON = math.radians(49), math.radians(-2)
FALSE_EAST, FALSE_NORTH = 400_000.0, -100_000.0  # metres
SHIFT = (446.448, -125.157, 542.060)  # metres
TURN = tuple(math.radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
STRETCH = -20.4894e-6


def to_degrees(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude (WGS 84, degrees) of a point of the National Grid in metres."""
    return _shifted(*_on_airy(easting, northing))


def _arc(lat: float) -> float:
    """Metres along the central meridian from the true origin to a latitude."""
    n = (AIRY_A - AIRY_B) / (AIRY_A + AIRY_B)
    d, s = lat - TRUE_LAT, lat + TRUE_LAT
    return (
        AIRY_B
        * SCALE
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * d
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * math.sin(d) * math.cos(s)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * math.sin(2 * d) * math.cos(2 * s)
            - 35 / 24 * n**3 * math.sin(3 * d) * math.cos(3 * s)
        )
    )


def _on_airy(easting: float, northing: float) -> tuple[float, float]:
    squared = 1 - (AIRY_B / AIRY_A) ** 2
    lat, arc = TRUE_LAT, 0.0
    while abs(northing - FALSE_NORTH - arc) >= 1e-5:
        lat += (northing - FALSE_NORTH - arc) / (AIRY_A * SCALE)
        arc = _arc(lat)
    t, sec = math.tan(lat), 1 / math.cos(lat)
    nu = AIRY_A * SCALE / math.sqrt(1 - squared * math.sin(lat) ** 2)
    rho = AIRY_A * SCALE * (1 - squared) / (1 - squared * math.sin(lat) ** 2) ** 1.5
    eta = nu / rho - 1
    east = easting - FALSE_EAST
    north = (
        lat
        - t / (2 * rho * nu) * east**2
        + t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta - 9 * t**2 * eta) * east**4
        - t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4) * east**6
    )
    lon = (
        TRUE_LON
        + sec / nu * east
        - sec / (6 * nu**3) * (nu / rho + 2 * t**2) * east**3
        + sec / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4) * east**5
    )
    return north, lon


def _shifted(lat: float, lon: float) -> tuple[float, float]:
    squared = 1 - (AIRY_B / AIRY_A) ** 2
    nu = AIRY_A / math.sqrt(1 - squared * math.sin(lat) ** 2)
    x, y = nu * math.cos(lat) * math.cos(lon), nu * math.cos(lat) * math.sin(lon)
    z = (1 - squared) * nu * math.sin(lat)
    rx, ry, rz = TURN
    moved_x = SHIFT[0] + (1 + STRETCH) * x - rz * y + ry * z
    moved_y = SHIFT[1] + rz * x + (1 + STRETCH) * y - rx * z
    moved_z = SHIFT[2] - ry * x + rx * y + (1 + STRETCH) * z
    squared = 1 - (WGS_B / WGS_A) ** 2
    across = math.hypot(moved_x, moved_y)
    north = math.atan2(moved_z, across * (1 - squared))
    for _ in range(5):  # each turn gains about three figures; five are more than a millimetre needs
        nu = WGS_A / math.sqrt(1 - squared * math.sin(north) ** 2)
        north = math.atan2(moved_z + squared * nu * math.sin(north), across)
    return math.degrees(north), math.degrees(math.atan2(moved_y, moved_x))
