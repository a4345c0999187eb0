package io.tailforge.acceptance;

/** The catalogue in the embedded H2 with H2GIS. */
class EmbeddedCatalogTest extends CatalogContract {
    @Override
    String[] database() {
        return new String[0];
    }
}
