# One interface target that every target of ours links; the layers below Qt also warn on narrowing,
# which Qt's own inline functions would drown.
add_library(warnings INTERFACE)
target_compile_options(warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 at -O3 sees overlapping copies in `"text" + std::string` (GCC bug 105651).
    target_compile_options(warnings INTERFACE -Wno-restrict)
endif()
if(LEVIN_WERROR)
    target_compile_options(warnings INTERFACE -Werror)
endif()

add_library(strict_warnings INTERFACE)
target_link_libraries(strict_warnings INTERFACE warnings)
target_compile_options(strict_warnings INTERFACE -Wconversion -Wno-sign-conversion)
