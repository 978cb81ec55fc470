// Stands in for the package server-only, which throws when it is loaded outside React's server build.
export {};
