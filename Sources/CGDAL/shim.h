#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

// GDAL prints its complaints unless a handler takes them; the handler is a C function that Swift
// would have to wrap to name.
static inline void trasse_gdal_be_quiet(void) {
  CPLPushErrorHandler(CPLQuietErrorHandler);
}
