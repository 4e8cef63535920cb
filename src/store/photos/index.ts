export { folderPhotos } from './folder.ts';
export { memoryPhotos } from './memory.ts';
