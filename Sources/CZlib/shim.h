#if !__has_include(<zlib.h>)
#error "zlib headers not found: install zlib1g-dev (Scripts/bootstrap.sh does)"
#endif
#include <zlib.h>

/* Swift imports no function-like macros; these wrappers give each one a name and a type. 16 asks for gzip headers. */

static inline int cz_start_compressing(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
}
static inline int cz_start_expanding(z_stream *stream) { return inflateInit2(stream, MAX_WBITS + 16); }
