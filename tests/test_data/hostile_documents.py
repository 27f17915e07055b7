"""Documents that make GDAL read files or ask servers."""

import json

from .hostile_making import (
    features,
    hostile,
    point,
    shapefile,
    shp,
    vrt,
    zipped,
)


@hostile("map.geojson")
def vrt_that_names_a_file(lure):
    return vrt(lure.path)


@hostile("map.geojson")
def vrt_that_names_an_address(lure):
    return vrt(f"/vsicurl/{lure.url}")


@hostile("map.json")
def gdalg_pipeline(lure):
    line = f"gdal vector pipeline ! read {lure.url}"
    return json.dumps({"type": "gdal_streamed_alg", "command_line": line}).encode()


@hostile("map.geojson")
def wfs_connection(lure):
    return f"<OGRWFSDataSource><URL>{lure.url}</URL></OGRWFSDataSource>".encode()


@hostile("map.geojson")
def wfs_capabilities(lure):
    space = 'xmlns:wfs="http://www.opengis.net/wfs"'
    return f'<wfs:WFS_Capabilities {space}><a href="{lure.url}"/></wfs:WFS_Capabilities>'.encode()


@hostile("data.csv")
def csv_vrt(lure):
    return vrt(f"CSV:{lure.path}")


@hostile("map.geojson")
def address_as_a_file(lure):
    return lure.url.encode()


@hostile("table.csv")
def connection_text(lure):
    return f"WFS:{lure.url}".encode()


@hostile("map.geojson")
def kml_with_a_network_link(lure):
    link = f"<NetworkLink><Link><href>{lure.url}</href></Link></NetworkLink>"
    return f'<kml xmlns="http://www.opengis.net/kml/2.2">{link}</kml>'.encode()


@hostile("map.zip")
def vrt_in_a_shapefile_zip(lure):
    return zipped({"layer.shp": shp([(1, 2)]), "other.vrt": vrt(lure.path)})


@hostile("map.geojson")
def crs_by_a_link(lure):
    return features(point(114, 22), crs={"type": "link", "properties": {"href": lure.url}})


@hostile("map.geojson")
def crs_that_names_a_file(lure):
    crs = {"type": "name", "properties": {"name": f"+init={lure.path}:1"}}
    return features(point(114, 22), crs=crs)


@hostile("map.zip")
def prj_that_names_a_grid_file(lure):
    sphere = 'DATUM["D",SPHEROID["S",6378137,298]],PRIMEM["G",0],UNIT["d",0.017]'
    grid = f'EXTENSION["PROJ4","+proj=merc +nadgrids={lure.path}"]'
    text = f'PROJCS["x",GEOGCS["y",{sphere}],PROJECTION["Mercator"],UNIT["m",1],{grid}]'
    return shapefile(prj=text.encode())
