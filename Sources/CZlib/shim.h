#if !__has_include(<zlib.h>)
#error "zlib headers not found: install zlib1g-dev (Scripts/bootstrap.sh does)"
#endif
#include <zlib.h>

/* Swift imports no function-like macros; these wrappers give each one a name and a type. 16 asks for gzip headers. */

static inline int cz_start_compressing(z_stream *stream, int level) {
    int result = deflateInit2(stream, level, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
    /* Level 1 looks at 4 earlier places (configuration_table of zlib's deflate.c). Rows are like their neighbours: with
       2 they take a sixth less time and 1 % more bytes. */
    if (result == Z_OK && level == 1) result = deflateTune(stream, 4, 4, 8, 2);
    return result;
}
static inline int cz_start_expanding(z_stream *stream) { return inflateInit2(stream, MAX_WBITS + 16); }
