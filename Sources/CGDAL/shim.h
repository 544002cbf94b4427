#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string.h>
#include <sys/stat.h>

// GDAL prints its complaints unless a handler takes them; the handler is a C function that Swift
// would have to wrap to name.
static inline void trasse_gdal_be_quiet(void) {
  CPLPushErrorHandler(CPLQuietErrorHandler);
}

// The type of the status is incomplete without the extensions of the GNU library; on the supported
// 64-bit systems it is that of stat(2).

// The size in bytes of a file of GDAL; negative if there is none.
static inline long long trasse_gdal_size(const char *path) {
  struct stat status;
  if (VSIStatExL(path, (VSIStatBufL *)&status, VSI_STAT_SIZE_FLAG) != 0) return -1;
  return status.st_size;
}

// Describes a regular file of a size.
static inline void trasse_gdal_describe_file(VSIStatBufL *target, long long size) {
  struct stat *status = (struct stat *)target;
  memset(status, 0, sizeof *status);
  status->st_mode = S_IFREG | 0444;
  status->st_size = size;
}

// The functions that register one driver each are declared in a header for C++ only.
void RegisterOGRShape(void);
void RegisterOGRTAB(void);
void RegisterOGRDGN(void);
void RegisterOGRCSV(void);
void RegisterOGRNAS(void);
void RegisterOGRGML(void);
void RegisterOGRGPX(void);
void RegisterOGRLIBKML(void);
void RegisterOGRKML(void);
void RegisterOGRGeoJSON(void);
void RegisterOGRGeoJSONSeq(void);
void RegisterOGRESRIJSON(void);
void RegisterOGRTopoJSON(void);
void RegisterOGRGeoPackage(void);
void RegisterOGRSQLite(void);
void RegisterOGROpenFileGDB(void);
void RegisterOGRDXF(void);
void RegisterOGRFlatGeobuf(void);
void RegisterOGROSM(void);
void RegisterOGRODS(void);
void RegisterOGRXLSX(void);
void RegisterOGRJML(void);

// Registers the drivers of file formats that are read, and no others, in the order of GDAL: a driver
// that reads a description of other sources (VRT), a service or a database server does not exist in
// the process.
static inline void trasse_gdal_register(void) {
  RegisterOGRShape();
  RegisterOGRTAB();
  RegisterOGRDGN();
  RegisterOGRCSV();
  RegisterOGRNAS();
  RegisterOGRGML();
  RegisterOGRGPX();
  RegisterOGRLIBKML();
  RegisterOGRKML();
  RegisterOGRGeoJSON();
  RegisterOGRGeoJSONSeq();
  RegisterOGRESRIJSON();
  RegisterOGRTopoJSON();
  RegisterOGRGeoPackage();
  RegisterOGRSQLite();
  RegisterOGROpenFileGDB();
  RegisterOGRDXF();
  RegisterOGRFlatGeobuf();
  RegisterOGRODS();
  RegisterOGRXLSX();
  RegisterOGRJML();
  RegisterOGROSM();
}
