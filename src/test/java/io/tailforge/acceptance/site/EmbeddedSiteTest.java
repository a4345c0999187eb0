package io.tailforge.acceptance.site;

import io.tailforge.service.site.SiteDatabase;

/** The search on H2 with H2GIS. */
class EmbeddedSiteTest extends SiteContract {
    @Override
    SiteDatabase open() {
        return SiteDatabase.inMemory();
    }

    @Override
    String earthIndex() {
        return "PUBLIC.SITE_BY_EARTH";
    }

    @Override
    String planIndex() {
        return "PUBLIC.SITE_BY_PLAN";
    }
}
